import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { App } from '../app/app.ts';
import type { AppState, Commands } from '../app/state.ts';

const AppContext = createContext<App | null>(null);

/** Hands the app, made outside React, to every component below; the only place where React meets the store. */
export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

/** A part of the state; renders again when that part changes (by identity, so select fields, not new objects). */
export function useAppState<T>(selector: (state: AppState) => T): T {
  return useStore(useApp().store, selector);
}

/** Reads the state when something is done with it, without rendering again when it changes. */
export function useReadState(): () => AppState {
  return useApp().store.getState;
}

/** What can be asked of the app. */
export function useCommands(): Commands {
  return useApp().commands;
}

function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('no AppProvider above');
  return app;
}
