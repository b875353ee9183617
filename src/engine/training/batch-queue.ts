import type { Batch, BatchRequest } from '../../core/training/exchange.ts';
import type { BatchPort } from './batch-port.ts';

/** Batches in a planned order, each asked for while the one before is at work. */
export class BatchQueue {
  private readonly port: BatchPort;
  private readonly requests: Iterator<BatchRequest>;
  private ahead: Promise<Batch> | null;
  private waited = 0;

  constructor(port: BatchPort, requests: Iterator<BatchRequest>) {
    this.port = port;
    this.requests = requests;
    this.ahead = this.ask();
  }

  /** The next batch; rejects with AbortError as soon as `signal` aborts, since a dead data worker never answers. */
  async take(signal: AbortSignal): Promise<Batch> {
    if (!this.ahead) throw new Error('no more batches are planned');
    const start = performance.now();
    const batch = await untilAborted(this.ahead, signal);
    this.waited += performance.now() - start;
    this.ahead = this.ask();
    return batch;
  }

  /** Milliseconds spent waiting since the last call. */
  takeWaited(): number {
    const { waited } = this;
    this.waited = 0;
    return waited;
  }

  private ask(): Promise<Batch> | null {
    const next = this.requests.next();
    if (next.done) return null;
    const batch = this.port.batch(next.value);
    // Its failure is met by `take`, which may never be called.
    batch.catch(() => {});
    return batch;
  }
}

/** `promise`, unless `signal` aborts first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
