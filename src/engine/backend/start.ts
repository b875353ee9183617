import { env, setBackend } from '@tensorflow/tfjs-core';
import { AppError } from '../../core/base/errors.ts';
import type { BackendChoice, BackendName } from '../../core/training/config.ts';
import type { BackendInfo, BackendReason } from '../../core/training/events.ts';
import type { AvoidWebgl } from '../../core/training/fallback.ts';
import { type Backends, chooseBackend, type Started } from './choose.ts';
import { deviceError } from './device-error.ts';
import { LossWatch, type OnLost } from './on-lost.ts';
import { timeStep } from './probe.ts';

/** What `auto` may know beside this thread. */
export interface AutoParts {
  /** Set when WebGL failed in this page before. */
  readonly avoid?: AvoidWebgl | null | undefined;
  /** Milliseconds of WASM's step, timed in another thread, so that only one backend is ever loaded here; null: unknown. */
  readonly timeWasm?: (() => Promise<number | null>) | undefined;
}

/**
 * Starts the wished backend and times a step on it; `auto` takes the fastest that works and says why. A backend that was
 * asked for by name is never replaced: throws `backend-unavailable` with `backend` and `reason`, `context-lost` or
 * `kernel-failed`.
 */
export async function startBackend(
  choice: BackendChoice,
  onLost: OnLost,
  { avoid = null, timeWasm = async () => null }: AutoParts = {},
): Promise<BackendInfo> {
  env().set('PROD', true);
  const webgl = new Webgl();
  const backends: Backends = {
    webgl: () => webgl.start(choice === 'webgl'),
    wasm: startWasm,
    cpu: startCpu,
    dropWebgl: () => webgl.drop(),
    timeWasm: () => Promise.race([timeWasm(), webgl.watch.lost]),
  };
  const info = choice === 'auto' ? await chooseBackend(backends, avoid) : await startChosen(choice, backends);
  if (info.backend === 'webgl') webgl.watch.handOver(onLost);
  return info;
}

async function startChosen(backend: BackendName, backends: Backends): Promise<BackendInfo> {
  const { renderer, software, ms } = await backends[backend]();
  const stepTimes = ms === null ? [] : [{ backend, ms }];
  return { backend, renderer, software, reason: 'chosen', stepTimes };
}

/** WebGL from its context to its first timed step. */
class Webgl {
  readonly watch = new LossWatch();
  /** Ends it and gives back what it held. */
  drop: () => void = () => {};

  /** Software renderers only when `allowSoftware`, since WASM is some twenty times faster than they are. */
  async start(allowSoftware: boolean): Promise<Started> {
    const { openContext, adoptContext, dropContext } = await import('./webgl.ts');
    const context = openContext();
    if (!context) throw unavailable('webgl', 'no-webgl');
    const { renderer, software } = context;
    if (software && !allowSoftware) {
      context.release();
      throw unavailable('webgl', 'software-webgl');
    }
    const adopted = await adoptContext(context, (error) => this.watch.tell(error));
    if (adopted !== 'float32') throw unavailable('webgl', adopted === 'float16' ? 'half-float-webgl' : 'no-webgl');
    this.drop = () => dropContext(context);
    // Its shaders take seconds to compile in software, and nobody waits for that figure.
    return { renderer, software, ms: software ? null : await this.#time() };
  }

  async #time(): Promise<number> {
    try {
      return await Promise.race([timeStep(), this.watch.lost]);
    } catch (error) {
      const cause = deviceError(error);
      this.drop();
      throw cause instanceof AppError ? cause : new AppError('kernel-failed', { message: String(error) }, { cause });
    }
  }
}

async function startWasm(): Promise<Started> {
  if (typeof WebAssembly !== 'object') throw unavailable('wasm', 'no-wasm');
  const { setUpWasm } = await import('./wasm.ts');
  const renderer = await setUpWasm();
  if (renderer === null) throw unavailable('wasm', 'no-wasm');
  return { renderer, software: true, ms: await timeStep() };
}

/** Not timed: a step takes seconds. */
async function startCpu(): Promise<Started> {
  await import('@tensorflow/tfjs-backend-cpu');
  await setBackend('cpu');
  return { renderer: 'CPU (JavaScript)', software: true, ms: null };
}

function unavailable(backend: BackendName, reason: BackendReason): AppError {
  return new AppError('backend-unavailable', { backend, reason });
}
