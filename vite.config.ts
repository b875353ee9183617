import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { SECURITY_HEADERS } from './scripts/security-headers.mjs';

/** Isolated like our own server, but without its policy, which forbids what Vite puts into a page while one develops. */
const { 'Content-Security-Policy': _, ...headers } = SECURITY_HEADERS;

export default defineConfig({
  // Relative addresses: the built folder works under any sub-path.
  base: './',
  plugins: [react()],
  server: { headers },
  preview: { headers: SECURITY_HEADERS },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: {
    format: 'es',
    // TensorFlow.js repeats its licence in every file: 730 kB of comments in the train worker. The notices ship as one file instead.
    rolldownOptions: { output: { comments: { legal: false } } },
  },
});
