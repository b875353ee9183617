import type { AppError } from '../../core/base/errors.ts';

/** Called once when the GPU is taken away; every read of a tensor then waits for ever, so the worker must be replaced. */
export type OnLost = (error: AppError) => void;
