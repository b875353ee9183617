import { describe, expect, test } from 'vitest';
import { PAPER_AUGMENTATION } from '../core/augment/policy.ts';
import { indexDataset } from '../core/dataset/index-dataset.ts';
import type { SplitPlan } from '../core/training/config.ts';
import type { BatchRequest } from '../core/training/exchange.ts';
import { samplePlain } from './augment/augment.ts';
import { Batches } from './batches.ts';
import { PixelStore } from './pixel-store.ts';

const SIDE = 8;
const FOLDER: SplitPlan = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] };

/** `films({ 'train/NORMAL': 10, … })` as decoded: the film of sample s is filled with s, brighter to the right. */
function batchesOf(films: Record<string, number>, { failed = [] as number[], colour = false } = {}): Batches {
  const entries = Object.entries(films).flatMap(([folder, count]) =>
    Array.from({ length: count }, (_, i) => ({ path: `${folder}/${String(i).padStart(3, '0')}.png`, size: 1 })),
  );
  const index = indexDataset('set', 'folder', entries, { seed: 1 });
  const store = new PixelStore(index.paths.length, { imageSize: SIDE, interpolation: 'nearest' });
  index.paths.forEach((_, sample) => {
    const grey = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => sample + 10 * (i % SIDE));
    const data = colour ? Uint8Array.from({ length: 3 * grey.length }, (_, i) => (i % 3 === 0 ? 255 : 0)) : grey;
    if (failed.includes(sample)) store.fail(sample, 'image-damaged');
    else store.put(sample, { channels: colour ? 3 : 1, data });
  });
  return new Batches(index, store, samplePlain);
}

const SET = { 'train/A': 10, 'train/B': 11, 'test/A': 2, 'test/B': 2 };
const request: BatchRequest = {
  split: 'train',
  plan: FOLDER,
  batch: 0,
  batchSize: 8,
  channels: 1,
  shuffle: { seed: 1, epoch: 0 },
  augmentation: null,
};

describe('order', () => {
  test('an epoch shows every film once; the last batch is short', () => {
    const batches = batchesOf(SET);
    const epoch = [0, 1, 2].map((batch) => batches.fill({ ...request, batch }));
    expect(epoch.map(({ samples }) => samples.length)).toEqual([8, 8, 5]);
    expect(new Set(epoch.flatMap(({ samples }) => [...samples])).size).toBe(21);
    expect(epoch.flatMap(({ labels }) => [...labels]).filter((label) => label === 1)).toHaveLength(11);
  });

  test('bytes and labels are those of the samples', () => {
    const { bytes, samples, labels } = batchesOf(SET).fill(request);
    samples.forEach((sample, i) => {
      expect(bytes[i * SIDE * SIDE]).toBe(sample);
      expect(labels[i]).toBe(batchesOf(SET).fill({ ...request, batchSize: 21, shuffle: null }).labels[sample - 4]);
    });
  });

  test('without shuffle in the order of the index', () => {
    expect([...batchesOf(SET).fill({ ...request, split: 'test', shuffle: null }).samples]).toEqual([0, 1, 2, 3]);
  });

  test('failed films are left out of counts and batches', () => {
    const batches = batchesOf(SET, { failed: [0, 4, 5] });
    expect(batches.count(FOLDER, 'train').counts).toEqual({ train: [8, 11], validation: [0, 0], test: [1, 2] });
    expect([...batches.fill({ ...request, batchSize: 99 }).samples].some((sample) => [0, 4, 5].includes(sample))).toBe(
      false,
    );
  });
});

describe('augmentation', () => {
  const augmented: BatchRequest = { ...request, batchSize: 21, augmentation: PAPER_AUGMENTATION };

  test('is named by seed, epoch and sample: another batch size, another worker, the same pixels', () => {
    const whole = batchesOf(SET).fill(augmented);
    const second = batchesOf(SET).fill({ ...augmented, batchSize: 7, batch: 1 });
    expect(second.samples).toEqual(whole.samples.slice(7, 14));
    expect(second.bytes).toEqual(whole.bytes.slice(7 * SIDE * SIDE, 14 * SIDE * SIDE));
  });

  test('differs by epoch and leaves the store alone', () => {
    const batches = batchesOf(SET);
    const plain = batches.fill({ ...request, shuffle: null });
    const [first, next] = [0, 1].map((epoch) => batches.fill({ ...augmented, shuffle: { seed: 1, epoch } }));
    expect(first?.bytes).not.toEqual(next?.bytes);
    expect(batches.fill({ ...request, shuffle: null })).toEqual(plain);
  });
});

test('channels: grey repeated for RGB, colour as luma for grey', () => {
  const grey = batchesOf(SET).fill({ ...request, shuffle: null, batchSize: 1, channels: 3 });
  expect([...grey.bytes.subarray(0, 6)]).toEqual([4, 4, 4, 14, 14, 14]);
  const colour = batchesOf(SET, { colour: true }).fill({ ...request, batchSize: 1 });
  expect(new Set(colour.bytes)).toEqual(new Set([76]));
});

describe('what cannot be', () => {
  const codeOf = (run: () => unknown) => {
    try {
      run();
      return 'none';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('a class missing in train, an empty split', () => {
    const lopsided = batchesOf({ 'train/A': 4, 'test/A': 2, 'test/B': 2 });
    expect(codeOf(() => lopsided.count(FOLDER, 'train'))).toBe('class-missing-in-split');
    expect(codeOf(() => lopsided.count(FOLDER, 'test'))).toBe('none');
    expect(codeOf(() => lopsided.count(FOLDER, 'validation'))).toBe('split-empty');
    expect(codeOf(() => lopsided.fill({ ...request, split: 'validation' }))).toBe('split-empty');
    const unreadable = batchesOf(SET, { failed: Array.from({ length: 25 }, (_, i) => i) });
    expect(codeOf(() => unreadable.count(FOLDER, 'train'))).toBe('split-empty');
  });
});
