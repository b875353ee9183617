import { AppError, type ErrorCode, type ErrorDetails, isAbortError } from '../core/base/errors.ts';

/** An error as it crosses a thread: structured clone would lose the class, the code and the details. */
export type WireError =
  | { readonly kind: 'aborted'; readonly message: string }
  | {
      readonly kind: 'app';
      readonly code: ErrorCode;
      readonly details: ErrorDetails;
      readonly stack: string | undefined;
    };

/** Any thrown value as a `WireError`; what has no code becomes `internal` with its message and stack. */
export function toWireError(error: unknown): WireError {
  if (isAbortError(error)) return { kind: 'aborted', message: (error as Error).message };
  if (error instanceof AppError) return { kind: 'app', code: error.code, details: error.details, stack: error.stack };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return { kind: 'app', code: 'internal', details: { message }, stack };
}

/** The error on the other side; its stack is that of the thread that threw. */
export function fromWireError(wire: WireError): Error {
  if (wire.kind === 'aborted') return new DOMException(wire.message, 'AbortError');
  const error = new AppError(wire.code, wire.details);
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}
