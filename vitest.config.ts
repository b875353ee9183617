import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, SOFTWARE_WEBGL } from './scripts/chromium.mjs';
import { realFilms } from './scripts/real-films.mjs';
import { SECURITY_HEADERS } from './scripts/security-headers.mjs';

const executablePath = findChromium();

/** As on our own server, so that the threads of the WASM backend can be tested. */
const ISOLATION = {
  'Cross-Origin-Embedder-Policy': SECURITY_HEADERS['Cross-Origin-Embedder-Policy'],
  'Cross-Origin-Opener-Policy': SECURITY_HEADERS['Cross-Origin-Opener-Policy'],
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Pure code has nothing to keep apart: a process a file was half of the time.
          isolate: false,
          pool: 'threads',
          // A hang, not a slow machine: other stages run beside this one.
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.mjs'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        worker: { format: 'es' },
        server: { headers: ISOLATION },
        // Named up front: packages found while a test runs would make Vite reload the page under it.
        optimizeDeps: {
          include: [
            '@cornerstonejs/codec-charls/decodewasmjs',
            '@cornerstonejs/codec-openjpeg/decodewasmjs',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-layers',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js',
            '@tensorflow/tfjs-backend-webgl',
            '@zip.js/zip.js',
            'comlink',
            'dicom-parser',
            'fast-check',
            'fflate',
            'idb',
            'lucide-react',
            'pure-rand/generator/xoroshiro128plus',
            'react',
            'react-aria-components',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'valibot',
            'wouter',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          setupFiles: ['src/engine/testing/one-thread.ts'],
          // A hang, not a slow machine.
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { realFilms },
            provider: playwright({
              launchOptions: {
                args: [...SOFTWARE_WEBGL, '--no-sandbox'],
                ...(executablePath ? { executablePath } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
