import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses: the built folder works under any sub-path.
  base: './',
  plugins: [react()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: {
    format: 'es',
    // TensorFlow.js repeats its licence in every file: 730 kB of comments in the train worker. The notices ship as one file instead.
    rolldownOptions: { output: { comments: { legal: false } } },
  },
});
