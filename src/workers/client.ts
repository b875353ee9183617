import { transfer, wrap } from 'comlink';
import { AppError, toAppError } from '../core/base/errors.ts';
import {
  CallbackRef,
  type FromWorker,
  registerTransferHandlers,
  SignalRef,
  type ToWorker,
} from './transfer-handlers.ts';
import { fromWireError } from './wire-error.ts';

/** A worker as the other threads see it. */
export interface WorkerClient<Api> {
  /** The worker's methods; functions, signals and ports may be arguments. */
  readonly api: Api;
  /** Ends the worker; pending and later calls reject with `worker-crashed`. */
  terminate(): void;
  /** Resolves with `worker-crashed` or `context-lost` when the worker died by itself; the client is then dead. */
  readonly crashed: Promise<AppError>;
}

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * Wraps a worker so that no call can hang: comlink alone leaves calls pending for ever when the worker dies.
 * A cancelled call settles once the worker has cleaned up.
 */
export function makeClient<Api extends object>(worker: Worker): WorkerClient<Api> {
  registerTransferHandlers();
  const calls = new PendingCalls(worker);
  const remote = wrap<Record<string, Method>>(worker);
  const api = new Proxy({} as Api, {
    get: (_, name) =>
      // A proxy that answered `then` would be taken for a promise.
      name === 'then' ? undefined : (...args: unknown[]) => calls.run(args, (sent) => remote[String(name)]?.(...sent)),
  });
  return { api, terminate: () => calls.end(new AppError('worker-crashed')), crashed: calls.crashed };
}

/** The calls under way: their callbacks, their signals, and the way to fail them all at once. */
class PendingCalls {
  readonly crashed: Promise<AppError>;
  private readonly worker: Worker;
  private readonly callbacks = new Map<number, (...args: unknown[]) => void>();
  private readonly rejects = new Set<(error: Error) => void>();
  private dead: Error | null = null;
  private next = 1;

  constructor(worker: Worker) {
    this.worker = worker;
    this.crashed = new Promise((resolve) => {
      const crash = (error: AppError) => {
        this.end(error);
        resolve(error);
      };
      worker.addEventListener('error', (event) => crash(crashedWith(event.message)));
      worker.addEventListener('messageerror', () => crash(crashedWith('messageerror')));
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker | null>) => {
        if (data && 'callback' in data) this.callbacks.get(data.callback)?.(...data.args);
        if (data && 'crashed' in data) crash(toAppError(fromWireError(data.crashed)));
      });
    });
  }

  /** Sends one call and settles with it, or with the worker's death. */
  async run(args: readonly unknown[], send: (args: unknown[]) => unknown): Promise<unknown> {
    if (this.dead) throw this.dead;
    const cleanups: (() => void)[] = [];
    const sent = args.map((arg) => this.toSent(arg, cleanups));
    let reject: (error: Error) => void = () => {};
    try {
      return await new Promise((resolve, fail) => {
        reject = fail;
        this.rejects.add(reject);
        Promise.resolve(send(sent)).then(resolve, fail);
      });
    } finally {
      this.rejects.delete(reject);
      for (const cleanup of cleanups) cleanup();
    }
  }

  /** Terminates the worker and fails what waits for it. */
  end(error: Error): void {
    if (this.dead) return;
    this.dead = error;
    this.worker.terminate();
    for (const reject of this.rejects) reject(error);
  }

  private toSent(arg: unknown, cleanups: (() => void)[]): unknown {
    if (arg instanceof MessagePort) return transfer(arg, [arg]);
    if (arg instanceof AbortSignal) return this.toSignalRef(arg, cleanups);
    if (typeof arg !== 'function') return arg;
    const number = this.next++;
    this.callbacks.set(number, arg as (...args: unknown[]) => void);
    cleanups.push(() => this.callbacks.delete(number));
    return new CallbackRef(number);
  }

  private toSignalRef(signal: AbortSignal, cleanups: (() => void)[]): SignalRef {
    signal.throwIfAborted();
    const number = this.next++;
    const abort = () => this.worker.postMessage({ abort: number } satisfies ToWorker);
    signal.addEventListener('abort', abort);
    cleanups.push(() => {
      signal.removeEventListener('abort', abort);
      this.worker.postMessage({ settled: number } satisfies ToWorker);
    });
    return new SignalRef(number);
  }
}

function crashedWith(message: string | undefined): AppError {
  return new AppError('worker-crashed', message ? { message } : {});
}
