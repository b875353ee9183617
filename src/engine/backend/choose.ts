import { AppError } from '../../core/base/errors.ts';
import type { BackendName } from '../../core/training/config.ts';
import type { BackendInfo, BackendReason, StepTime } from '../../core/training/events.ts';
import type { AvoidWebgl } from '../../core/training/fallback.ts';

/** A backend that was started, and the milliseconds of its step; null where none was timed. */
export interface Started {
  readonly renderer: string;
  readonly software: boolean;
  readonly ms: number | null;
}

/** What `auto` chooses from. Each start makes that backend the one in use, or throws `backend-unavailable` with its reason. */
export interface Backends {
  /** Only on a graphics card; throws also what went wrong in its first steps. */
  webgl(): Promise<Started>;
  wasm(): Promise<Started>;
  cpu(): Promise<Started>;
  /** Ends WebGL and gives back what it held. */
  dropWebgl(): void;
  /** Milliseconds of WASM's step, without starting it here; null where that cannot be had. */
  timeWasm(): Promise<number | null>;
}

/** No processor takes the probe's step, 0.9 GFLOP, in so short a time (ms): nothing else need be timed. */
const UNBEATEN_MS = 6;
/** WASM is taken only where it is faster by more than chance; WebGL leaves the processor free for films, too. */
const CLEARLY = 0.8;

/** The backend of the choice `auto`: WebGL on a graphics card unless WASM's step is clearly shorter, else WASM, else plain JavaScript. */
export async function chooseBackend(backends: Backends, avoid: AvoidWebgl | null): Promise<BackendInfo> {
  const tried = avoid ?? (await tryWebgl(backends));
  if (typeof tried === 'string') return startWasm(backends, tried);
  const { webgl, rival } = tried;
  const timed = times([
    ['webgl', webgl.ms],
    ['wasm', rival],
  ]);
  if (rival === null) return toInfo('webgl', webgl, 'hardware-webgl', timed);
  if (rival >= (webgl.ms ?? 0) * CLEARLY) return toInfo('webgl', webgl, 'measured', timed);
  backends.dropWebgl();
  return startWasm(backends, 'measured', timed);
}

interface Tried {
  readonly webgl: Started;
  /** Milliseconds of WASM's step where it was worth the time. */
  readonly rival: number | null;
}

/** What started and what it was held against, or why it did not start. */
async function tryWebgl(backends: Backends): Promise<Tried | BackendReason> {
  try {
    const webgl = await backends.webgl();
    return { webgl, rival: (webgl.ms ?? 0) < UNBEATEN_MS ? null : await backends.timeWasm() };
  } catch (error) {
    backends.dropWebgl();
    // What no one foresaw, an odd driver say, is one more way of having no WebGL.
    if (!(error instanceof AppError)) return 'no-webgl';
    if (error.code === 'context-lost') return 'webgl-lost';
    if (error.code === 'kernel-failed') return 'webgl-failed';
    return error.details.reason as BackendReason;
  }
}

async function startWasm(backends: Backends, reason: BackendReason, timed?: readonly StepTime[]): Promise<BackendInfo> {
  try {
    const wasm = await backends.wasm();
    return toInfo('wasm', wasm, reason, timed ?? times([['wasm', wasm.ms]]));
  } catch {
    return toInfo('cpu', await backends.cpu(), 'no-wasm', []);
  }
}

function times(all: readonly (readonly [BackendName, number | null])[]): StepTime[] {
  return all.flatMap(([backend, ms]) => (ms === null ? [] : [{ backend, ms }]));
}

function toInfo(
  backend: BackendName,
  { renderer, software }: Started,
  reason: BackendReason,
  stepTimes: readonly StepTime[],
): BackendInfo {
  return { backend, renderer, software, reason, stepTimes };
}
