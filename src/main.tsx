import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/app.ts';
import { App } from './ui/App.tsx';
import { AppProvider } from './ui/AppContext.tsx';
import './ui/shared/tokens.css';
import './ui/shared/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <AppProvider app={createApp()}>
      <App />
    </AppProvider>
  </StrictMode>,
);
