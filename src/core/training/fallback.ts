import type { AppError } from '../base/errors.ts';
import type { BackendName } from './config.ts';
import type { BackendReason } from './events.ts';

/** How a backend fails for good while the films and the last checkpoint stay. */
export type DeviceFailure = 'context-lost' | 'kernel-failed';

/** Why WebGL is passed over from the start: it failed in this page before. */
export type AvoidWebgl = Extract<BackendReason, 'webgl-lost' | 'webgl-failed'>;

/** A run that goes on elsewhere, since its backend failed. */
export interface Fallback {
  readonly code: DeviceFailure;
  readonly from: BackendName;
  /** Whole epochs that were kept; the next one is repeated from its start. */
  readonly epochsKept: number;
}

/** The failure of the backend that `error` tells of; null when another backend would not help. */
export function deviceFailure({ code }: AppError): DeviceFailure | null {
  return code === 'context-lost' || code === 'kernel-failed' ? code : null;
}

/** The reason that a choice after such a failure has for passing WebGL over. */
export function avoidAfter(failure: DeviceFailure): AvoidWebgl {
  return failure === 'context-lost' ? 'webgl-lost' : 'webgl-failed';
}

/** The backend to go on with after that one; null after the last. */
export function nextBackend(backend: BackendName): BackendName | null {
  if (backend === 'cpu') return null;
  return backend === 'webgl' ? 'wasm' : 'cpu';
}
