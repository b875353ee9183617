import { AppError } from '../../core/base/errors.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { FilmHandle } from '../sources/source.ts';
import { toFilmFault } from './decode-group.ts';
import type { DecodedFilm } from './pool-messages.ts';
import { PoolWorker } from './pool-worker.ts';

/** Films per message: few enough that progress moves and cancel is quick, enough that messages cost nothing. */
const GROUP_SIZE = 8;
/** Groups under way per worker, so that none waits for the post. */
const GROUPS_IN_FLIGHT = 2;
/** A minute: the largest film that is read takes seconds, on a machine that is busy with other things a few times that. */
const PATIENCE = 60_000;

/** What a pool needs of the one who spawns it. */
export interface PoolHost {
  /** Starts one decode worker. */
  spawn(): Worker;
  readonly cores: number;
  /** Milliseconds that a film may take before it counts as damaged; a minute unless said otherwise. */
  readonly patience?: number;
}

/** All films to be decoded, by number. */
export interface DecodeJob {
  readonly films: number;
  readonly settings: DecodeSettings;
  handle(film: number): Promise<FilmHandle>;
  /** Whether to take the digest of the film's file: others may be byte for byte the same. */
  wantsDigest(film: number): boolean;
  onFilm(film: number, decoded: DecodedFilm): void;
  readonly signal: AbortSignal;
}

/**
 * Decodes all films of a job in as many workers as there are cores, eight at most; the workers end with the job.
 * A film that does not come to an end is left out as damaged. Throws `worker-crashed` when a worker dies, and AbortError at once
 * when the job is cancelled.
 */
export async function decodeInPool(host: PoolHost, job: DecodeJob): Promise<void> {
  const size = Math.min(Math.max(1, host.cores || 1), 8, Math.ceil(job.films / GROUP_SIZE));
  const workers = Array.from(
    { length: size },
    () => new PoolWorker({ spawn: () => host.spawn(), patience: host.patience ?? PATIENCE }),
  );
  const cancel = () => {
    for (const worker of workers) worker.end(job.signal.reason as Error);
  };
  job.signal.addEventListener('abort', cancel);
  const next = { film: 0 };
  try {
    const lanes = workers.flatMap((worker) =>
      Array.from({ length: GROUPS_IN_FLIGHT }, () => runLane(worker, job, next)),
    );
    await Promise.all(lanes);
    job.signal.throwIfAborted();
  } finally {
    job.signal.removeEventListener('abort', cancel);
    for (const worker of workers) worker.end(new AppError('worker-crashed'));
  }
}

/** Takes groups off the job until none is left. */
async function runLane(worker: PoolWorker, job: DecodeJob, next: { film: number }): Promise<void> {
  while (next.film < job.films) {
    job.signal.throwIfAborted();
    const first = next.film;
    next.film = Math.min(job.films, first + GROUP_SIZE);
    const numbers = Array.from({ length: next.film - first }, (_, i) => first + i);
    const handles = await Promise.all(numbers.map((film) => handleOrFault(job, film)));
    const sent = handles.flatMap((handle, i) =>
      'kind' in handle ? [{ handle, digest: job.wantsDigest(first + i) }] : [],
    );
    const decoded = (await worker.decode(sent, job.settings)).values();
    job.signal.throwIfAborted();
    handles.forEach((handle, i) => {
      job.onFilm(first + i, 'kind' in handle ? (decoded.next().value as DecodedFilm) : handle);
    });
  }
}

async function handleOrFault(
  job: DecodeJob,
  film: number,
): Promise<FilmHandle | Extract<DecodedFilm, { failed: unknown }>> {
  try {
    return await job.handle(film);
  } catch (error) {
    return toFilmFault(error);
  }
}
