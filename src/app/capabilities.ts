import type { Capabilities } from './state.ts';

/** Asks the browser what it can do; over plain http from another machine most of it is missing. */
export function probeCapabilities(): Capabilities {
  return {
    secureContext: globalThis.isSecureContext,
    imageDecoder: 'ImageDecoder' in globalThis,
    cores: navigator.hardwareConcurrency || 1,
    indexedDb: 'indexedDB' in globalThis,
  };
}
