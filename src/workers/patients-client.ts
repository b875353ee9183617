import { AppError } from '../core/base/errors.ts';
import type { PatientReading, PatientWish } from '../core/dataset/patient-reading.ts';
import { makeClient } from './client.ts';
import type { PatientsApi } from './protocol.ts';

/** What no sensible expression or table needs, even for 100,000 films. */
const LONGEST_MS = 3000;

/**
 * Reads patients in a worker of their own, which is ended when it takes too long: a user's expression can run for ever, and
 * nothing else can stop it. Throws as `readPatients`, and `expression-slow`, AbortError.
 */
export async function readPatientsApart(
  wish: PatientWish,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<PatientReading> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./patients.worker.ts', import.meta.url), { type: 'module', name: 'patients' });
  const client = makeClient<PatientsApi>(worker);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    // The clock runs from when the worker stands: starting one may take long on a busy machine.
    void client.api.ready().then(() => {
      timer = setTimeout(() => reject(new AppError('expression-slow')), LONGEST_MS);
    }, reject);
  });
  try {
    return await Promise.race([client.api.read(wish, paths), ended]);
  } finally {
    clearTimeout(timer);
    client.terminate();
  }
}
