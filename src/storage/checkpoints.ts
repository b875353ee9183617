import { AppError } from '../core/base/errors.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
import { committed, withDatabase } from './database.ts';
import { parseCheckpoint } from './schemas.ts';

/** Keeps a run's last whole epoch in one transaction, in place of the one before and of any other run's. */
export async function saveCheckpoint(checkpoint: Checkpoint): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('checkpoints', 'readwrite');
    const { store } = transaction;
    const others = [IDBKeyRange.upperBound(checkpoint.id, true), IDBKeyRange.lowerBound(checkpoint.id, true)];
    const writes = [store.put(checkpoint, checkpoint.id), ...others.map((range) => store.delete(range))];
    await committed(transaction.done, writes);
  });
}

/** The unfinished run that this browser knows of, or null. Throws `record-damaged` when it cannot be read. */
export async function findCheckpoint(): Promise<Checkpoint | null> {
  const [value] = await withDatabase((database) => database.getAll('checkpoints', undefined, 1));
  if (value === undefined) return null;
  const checkpoint = parseCheckpoint(value);
  if (!checkpoint) throw new AppError('record-damaged', { record: 'checkpoint' });
  return checkpoint;
}

/** Forgets a run's checkpoint; one that is not there is no error. */
export async function deleteCheckpoint(id: string): Promise<void> {
  await withDatabase((database) => database.delete('checkpoints', id));
}
