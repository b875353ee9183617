import { afterEach, expect, test, vi } from 'vitest';
import { indexDataset } from '../core/dataset/index-dataset.ts';
import type { DecodeSettings } from '../core/pixels/settings.ts';
import { PRESETS } from '../core/training/config.ts';
import type { CurrentModel, EvaluateRequest } from '../core/training/exchange.ts';
import { withDatabase } from '../storage/database.ts';
import type { Dataset } from './dataset-commands.ts';
import { EvaluationTask } from './evaluation-task.ts';
import { evaluationOf } from './evaluations.ts';
import { Judge } from './judge-commands.ts';
import { makeStore } from './store.ts';
import type { Workers } from './workers.ts';

afterEach(() => withDatabase((database) => database.clear('looks')));

const index = indexDataset(
  'films',
  'folder',
  ['train', 'val', 'test'].flatMap((split) =>
    ['NORMAL', 'PNEUMONIA'].flatMap((name) =>
      [0, 1, 2].map((film) => ({ path: `films/${split}/${name}/${split}-${name}-${film}.png`, size: 1 })),
    ),
  ),
  { seed: 1 },
);

/** The judge over films decoded at 64 px, and over a train worker that says 0.7 to every film. */
function appWith(classNames: readonly string[], imageSize: number, canDecode = true) {
  const store = makeStore();
  const preprocessing = { ...PRESETS.paper.config.preprocessing, imageSize };
  const current = { classNames, preprocessing, parameters: 3 } as CurrentModel;
  const decodedAt = { imageSize: 64, interpolation: preprocessing.interpolation };
  store.setState({
    dataset: { kind: 'ready', index, report: { settings: decodedAt } } as never,
    model: { kind: 'uploaded', current, digest: 'a' },
  });
  const calls: string[] = [];
  const evaluate = vi.fn(async ({ split }: EvaluateRequest) => {
    calls.push(`judge ${split}`);
    const code = split === 'test' ? 2 : 1;
    const samples = Uint32Array.from(index.paths.keys()).filter((sample) => index.splits[sample] === code);
    const labels = Uint8Array.from(samples, (sample) => index.labels[sample] as number);
    const probabilities = Float32Array.from([...samples].flatMap(() => [0.3, 0.7]));
    return { split, classNames, samples, labels, probabilities, outputs: 2, loss: 0.8, seconds: 1 };
  });
  const nothing = async () => ({ reason: 'too-few-validation-films' });
  const judge = { fit: async () => ({ points: {}, temperature: await nothing() }), figures: nothing, curves: nothing };
  const workers = {
    train: async () => ({ evaluate }),
    data: async () => ({ reading: async () => null }),
    judge: () => ({ ...judge, groups: async () => [], rates: nothing }),
  } as unknown as Workers;
  const ensureDecoded = async (settings: DecodeSettings) => {
    calls.push(`decode ${settings.imageSize}`);
    return canDecode;
  };
  const dataset = { ensureDecoded } as unknown as Dataset;
  const commands = new Judge({ store, workers, evaluation: new EvaluationTask() }, dataset).commands();
  return { store, commands, evaluate, calls };
}

test.each([
  { what: 'other classes', classNames: ['BACTERIA', 'VIRUS'] },
  { what: 'one class more', classNames: ['COVID', 'NORMAL', 'PNEUMONIA'] },
  { what: 'the same classes in another order', classNames: ['PNEUMONIA', 'NORMAL'] },
])('a network of $what gets the reason and no figure; the test set stays unseen', async ({ classNames }) => {
  const { store, commands, evaluate, calls } = appWith(classNames, 64);
  await commands.evaluate('test', 'last');
  const { evaluation, evaluations } = store.getState();
  expect(evaluation).toMatchObject({
    kind: 'failed',
    error: { code: 'model-mismatch', details: { model: classNames.join(', '), films: 'NORMAL, PNEUMONIA' } },
  });
  expect(evaluate).not.toHaveBeenCalled();
  expect(calls).toEqual([]);
  expect(evaluations.list).toEqual([]);
  expect(evaluations.looks ?? []).toEqual([]);
});

test('for a network of another input size the films are decoded anew before it is asked', async () => {
  const { store, commands, calls } = appWith(['NORMAL', 'PNEUMONIA'], 96);
  await commands.evaluate('test', 'last');
  expect(calls).toEqual(['decode 96', 'judge validation', 'judge test']);
  expect(store.getState().evaluation).toMatchObject({ kind: 'done', result: { films: 6, accuracy: 0.5 } });
  expect(evaluationOf(store.getState().evaluations, 'test', 'last')?.scores.positive).toBe(1);
  expect(store.getState().evaluations.looks).toHaveLength(1);
});

test('films that cannot be had at that size give the reason and no figure', async () => {
  const { store, commands, evaluate } = appWith(['NORMAL', 'PNEUMONIA'], 96, false);
  await commands.evaluate('test', 'last');
  expect(store.getState().evaluation).toMatchObject({ kind: 'failed', error: { code: 'split-empty' } });
  expect(evaluate).not.toHaveBeenCalled();
});

test('what is drawn of one split after the other changes nothing of their order', async () => {
  const { store, commands } = appWith(['NORMAL', 'PNEUMONIA'], 64);
  await commands.evaluate('test', 'last');
  const order = () => store.getState().evaluations.list.map(({ split }) => split);
  await expect.poll(() => store.getState().evaluations.list.every(({ judged }) => judged?.rates)).toBe(true);
  expect(order()).toEqual(['validation', 'test']);
});
