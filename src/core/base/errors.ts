/** Everything that can go wrong in a way a user can be told about; the words for each code stand in `ui/shared/error-words.ts`. */
export type ErrorCode =
  | 'no-images'
  | 'one-class'
  | 'too-many-classes'
  | 'class-missing-in-split'
  | 'split-empty'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'file-vanished'
  | 'files-not-open'
  | 'file-empty'
  | 'not-an-image'
  | 'image-damaged'
  | 'image-too-large'
  | 'dicom-frames'
  | 'dicom-not-radiograph'
  | 'dicom-no-pixels'
  | 'dicom-unsupported'
  | 'busy-training'
  | 'config-invalid'
  | 'backend-unavailable'
  | 'context-lost'
  | 'kernel-failed'
  | 'out-of-memory'
  | 'diverged'
  | 'worker-crashed'
  | 'no-model'
  | 'model-not-ours'
  | 'model-lacks-weights'
  | 'model-has-nan'
  | 'model-mismatch'
  | 'checkpoint-mismatch'
  | 'patients-changed'
  | 'storage-unavailable'
  | 'storage-full'
  | 'record-damaged'
  | 'expression-invalid'
  | 'expression-no-group'
  | 'expression-slow'
  | 'table-unusable'
  | 'internal';

/** Facts an error carries beside its code: numbers and names for the sentence on screen, never prose to be searched. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error with a code, so that nobody has to search its message. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Whether `error` is the rejection of a cancelled call, which is never shown as an error. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Any thrown value as an `AppError`; what nobody foresaw becomes `internal` with its message kept. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('internal', { message }, { cause: error });
}

/** Makes a `switch` over a union total: does not compile when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
