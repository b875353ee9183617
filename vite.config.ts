import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { SECURITY_HEADERS } from './scripts/security-headers.mjs';

/** Isolated like our own server, but without its policy, which forbids what Vite puts into a page while one develops. */
const { 'Content-Security-Policy': _, ...headers } = SECURITY_HEADERS;

/** What Rolldown tells of its modules. */
interface Chunking {
  getModuleInfo(id: string): { readonly importers: readonly string[]; readonly isEntry: boolean } | null;
}

/**
 * The chunk of everything that a worker's script imports, so that the script itself stays a shell that no other chunk imports: WebKit runs a
 * worker's script a second time when a chunk that is loaded later imports from it.
 */
function behindShell(id: string, chunking: Chunking): string | null {
  const seen = new Set<string>();
  const isReached = (at: string): boolean => {
    if (seen.has(at)) return false;
    seen.add(at);
    const info = chunking.getModuleInfo(at);
    return info !== null && (info.isEntry || info.importers.some(isReached));
  };
  return !chunking.getModuleInfo(id)?.isEntry && isReached(id) ? 'worker' : null;
}

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
    rolldownOptions: {
      output: { comments: { legal: false }, codeSplitting: { groups: [{ name: behindShell }] } },
    },
  },
});
