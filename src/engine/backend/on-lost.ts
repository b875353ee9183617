import type { AppError } from '../../core/base/errors.ts';

/** Called once when the GPU is taken away; every read of a tensor then waits for ever, so the worker must be replaced. */
export type OnLost = (error: AppError) => void;

/** A loss while a backend is still being tried ends the trial; afterwards it is told to whoever works with it. */
export class LossWatch {
  /** Rejects with the loss; never resolves. */
  readonly lost: Promise<never>;
  private reject: (error: AppError) => void = () => {};
  private listener: OnLost | null = null;
  private error: AppError | null = null;

  constructor() {
    this.lost = new Promise((_, reject) => {
      this.reject = reject;
    });
    this.lost.catch(() => undefined);
  }

  /** The GPU was taken away. */
  tell(error: AppError): void {
    this.error = error;
    this.reject(error);
    this.listener?.(error);
  }

  /** From here on `listener` hears of it, also of what happened meanwhile. */
  handOver(listener: OnLost): void {
    this.listener = listener;
    if (this.error) listener(this.error);
  }
}
