/**
 * Run before each browser test: WASM on one thread. Tests run on a page, which may not sleep and would spin while it waits for its
 * threads, beside other tests on the same cores; a test of threads stubs `crossOriginIsolated` itself.
 */
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true, writable: true });
