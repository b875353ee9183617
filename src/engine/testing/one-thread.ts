/**
 * Run before each browser test: WASM on one thread. Threads wait for one another by spinning, so that a step beside other
 * tests on the same cores takes ten times as long; a test of threads stubs `crossOriginIsolated` itself.
 */
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true, writable: true });
