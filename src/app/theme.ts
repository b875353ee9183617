import type { AppState } from './state.ts';

type Theme = AppState['theme'];
const KEY = 'thoraxlab-theme';

/** The theme chosen last; dark on a first visit, since films are read on black. */
export function storedTheme(): Theme {
  try {
    return localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';
  } catch {
    return 'dark';
  }
}

/** Remembers the theme where the browser allows it. */
export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the theme.
  }
}
