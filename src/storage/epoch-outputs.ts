import * as v from 'valibot';
import type { EpochOutputs } from '../core/report/epoch-outputs.ts';
import { committed, withDatabase } from './database.ts';
import { parseModelRecord } from './schemas.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const epochOutputs = v.pipe(
  v.object({
    version: v.literal(1),
    run: v.string(),
    epoch: count,
    every: v.pipe(count, v.minValue(1)),
    outputs: v.pipe(count, v.minValue(2)),
    samples: v.instance(Uint32Array),
    labels: v.instance(Uint8Array),
    steps: v.instance(Uint16Array),
  }),
  v.check(
    ({ samples, labels, steps, outputs }) =>
      samples.length === labels.length && steps.length === samples.length * outputs,
  ),
);

/**
 * Keeps a run's answers on its validation films after one epoch. The first epoch of a run takes away those of runs that
 * neither a kept model nor a checkpoint speaks of, so that they do not heap up.
 */
export async function saveEpochOutputs(part: EpochOutputs): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction(['outputs', 'models', 'checkpoints'], 'readwrite');
    const store = transaction.objectStore('outputs');
    const writes: Promise<unknown>[] = [];
    if (part.epoch === 0) {
      const models = await transaction.objectStore('models').getAll();
      const kept = new Set<unknown>(await transaction.objectStore('checkpoints').getAllKeys());
      for (const model of models) kept.add(parseModelRecord(model)?.run?.id);
      for (const key of await store.getAllKeys()) if (!kept.has(key[0])) writes.push(store.delete(key));
    }
    writes.push(store.put(part, [part.run, part.epoch]));
    await committed(transaction.done, writes);
  });
}

/** A run's answers on its validation films, epoch by epoch; what cannot be read is left out. */
export async function readEpochOutputs(run: string): Promise<EpochOutputs[]> {
  const range = IDBKeyRange.bound([run, 0], [run, Number.MAX_SAFE_INTEGER]);
  const values = await withDatabase((database) => database.getAll('outputs', range));
  return values.flatMap((value) => {
    const parsed = v.safeParse(epochOutputs, value);
    return parsed.success ? [parsed.output] : [];
  });
}
