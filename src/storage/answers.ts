import * as v from 'valibot';
import type { AnswersKey, KeptAnswers } from '../core/report/kept-answers.ts';
import { committed, withDatabase } from './database.ts';

/** The newest stay: at most so many sets of answers, of at most so many bytes together. */
const MOST = { sets: 100, bytes: 32_000_000 } as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const answers = v.pipe(
  v.object({
    version: v.literal(1),
    network: v.string(),
    weights: v.picklist(['last', 'best']),
    split: v.picklist(['validation', 'test']),
    fingerprint: v.string(),
    savedAt: v.string(),
    recipe: v.nullable(v.object({ preset: v.string(), epochs: count, seed: count })),
    classNames: v.pipe(v.array(v.string()), v.minLength(2)),
    positive: count,
    samples: v.instance(Uint32Array),
    labels: v.instance(Uint8Array),
    patients: v.instance(Int32Array),
    probabilities: v.instance(Float32Array),
    outputs: v.pipe(count, v.minValue(2)),
  }),
  v.check(
    ({ samples, labels, patients, probabilities, outputs, classNames }) =>
      labels.length === samples.length &&
      patients.length === samples.length &&
      probabilities.length === samples.length * outputs &&
      outputs >= classNames.length &&
      labels.every((label) => label < classNames.length),
  ),
);

/** Keeps a network's answers in place of its earlier ones on the same films; the oldest of all go where they are too many. */
export async function keepAnswers(kept: KeptAnswers): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('answers', 'readwrite');
    const { store } = transaction;
    const writes: Promise<unknown>[] = [store.put(kept, keyOf(kept))];
    const newestFirst = parseAll(await store.getAll()).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    let bytes = 0;
    newestFirst.forEach((own, place) => {
      bytes += own.probabilities.byteLength + 9 * own.samples.length;
      if (place > 0 && (place >= MOST.sets || bytes > MOST.bytes)) writes.push(store.delete(keyOf(own)));
    });
    await committed(transaction.done, writes);
  });
}

/** All kept answers on a split of a dataset, newest first; what cannot be read is left out. */
export async function readAnswers(fingerprint: string, split: AnswersKey['split']): Promise<readonly KeptAnswers[]> {
  const all = parseAll(await withDatabase((database) => database.getAll('answers')));
  return all
    .filter((own) => own.fingerprint === fingerprint && own.split === split)
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}

function keyOf({ network, weights, split, fingerprint }: AnswersKey): [string, string, string, string] {
  return [network, weights, split, fingerprint];
}

function parseAll(values: readonly unknown[]): KeptAnswers[] {
  return values.flatMap((value) => {
    const parsed = v.safeParse(answers, value);
    return parsed.success ? [parsed.output] : [];
  });
}
