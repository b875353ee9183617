import { type TransferHandler, transferHandlers } from 'comlink';
import { fromWireError, toWireError, type WireError } from './wire-error.ts';

/** Stands for a function argument of the calling thread while the call crosses. */
export class CallbackRef {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

/** Stands for an `AbortSignal` argument of the calling thread while the call crosses. */
export class SignalRef {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

/** What a client tells its worker beside comlink's calls. */
export type ToWorker = { readonly abort: number } | { readonly settled: number };

/** What a worker tells its client beside comlink's answers; on the same channel, so events come before the result. */
export type FromWorker =
  | { readonly callback: number; readonly args: readonly unknown[] }
  | { readonly crashed: WireError };

const controllers = new Map<number, AbortController>();

/** Teaches comlink errors, signals and progress callbacks; every worker calls it once, before `expose`. */
export function registerTransferHandlers(): void {
  transferHandlers.set('throw', throwHandler);
  transferHandlers.set('callback', callbackHandler);
  transferHandlers.set('signal', signalHandler);
  if ('WorkerGlobalScope' in globalThis) self.addEventListener('message', onControlMessage);
}

/** Tells the client that this worker is beyond repair: all its calls reject with `error` and it is terminated. */
export function reportCrash(error: unknown): void {
  self.postMessage({ crashed: toWireError(error) } satisfies FromWorker);
}

function onControlMessage({ data }: MessageEvent<Partial<{ abort: number; settled: number }> | null>): void {
  if (typeof data?.abort === 'number') controllers.get(data.abort)?.abort();
  if (typeof data?.settled === 'number') controllers.delete(data.settled);
}

/** Comlink marks a thrown value by this shape under a symbol of its own; its handler's `canHandle` knows it. */
interface Thrown {
  readonly value: unknown;
}

const comlinkThrow = transferHandlers.get('throw');

const throwHandler: TransferHandler<Thrown, WireError> = {
  canHandle: (value): value is Thrown => comlinkThrow?.canHandle(value) ?? false,
  serialize: ({ value }) => [toWireError(value), []],
  deserialize: (wire) => {
    throw fromWireError(wire);
  },
};

const callbackHandler: TransferHandler<CallbackRef | ((...args: unknown[]) => void), number> = {
  canHandle: (value): value is CallbackRef => value instanceof CallbackRef,
  serialize: (ref) => [(ref as CallbackRef).number, []],
  deserialize:
    (callback) =>
    (...args) =>
      self.postMessage({ callback, args } satisfies FromWorker),
};

const signalHandler: TransferHandler<SignalRef | AbortSignal, number> = {
  canHandle: (value): value is SignalRef => value instanceof SignalRef,
  serialize: (ref) => [(ref as SignalRef).number, []],
  deserialize: (number) => {
    const controller = new AbortController();
    controllers.set(number, controller);
    return controller.signal;
  },
};
