import { disposeVariables, memory } from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { PRESETS, type PresetName, type TrainingConfig } from '../../core/training/config.ts';
import type { RunEvent } from '../../core/training/events.ts';
import { deleteCheckpoint } from '../../storage/checkpoints.ts';
import { TrainSession } from '../train-session.ts';
import { FOLDER_PLAN, fakeFilms, quickConfig } from '../training/fake-films.ts';

const never = new AbortController().signal;
const ignore = () => {};
const SAMPLES = Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
const WISH = { method: 'cam', targets: Uint8Array.from(SAMPLES, (sample) => sample % 2), control: null } as const;

afterEach(() => deleteCheckpoint('run'));

function newSession(imageSize = 16): TrainSession {
  const session = new TrainSession({ onLost: ignore, now: () => new Date(0), newId: () => 'id' });
  session.attach(fakeFilms({ train: 96, validation: 20, test: 20 }, imageSize));
  return session;
}

function train(session: TrainSession, config: TrainingConfig, onEvent: (event: RunEvent) => void = ignore) {
  return session.train({ id: 'run', config, plan: FOLDER_PLAN, resume: null }, onEvent, never);
}

async function weightsOf(session: TrainSession): Promise<number[]> {
  const [, bin] = await session.download(null);
  return [...new Uint8Array(await (bin as { blob: Blob }).blob.arrayBuffer())];
}

test.each(Object.keys(PRESETS) as PresetName[])(
  '%s: after a few steps every film has a map, finite and not empty all over',
  async (preset) => {
    const { config } = PRESETS[preset];
    const imageSize = 32;
    const preprocessing = { ...config.preprocessing, imageSize };
    const session = newSession(imageSize);
    await train(session, { ...config, preprocessing, batchSize: 16, epochs: 2, validation: 'none', backend: 'wasm' });
    const before = await weightsOf(session);
    const tensors = memory().numTensors;
    for (const control of [null, 1]) {
      const found = await session.explain({ ...WISH, control, samples: SAMPLES, weights: 'last' }, never);
      expect(found.method).toBe(preset === 'paper' || preset === 'quick' ? 'hires-cam' : 'grad-cam');
      expect(found.size).toBe(imageSize);
      expect(found.maps).toHaveLength(SAMPLES.length * imageSize * imageSize);
      expect(found.maps.every((heat) => Number.isFinite(heat) && heat >= 0)).toBe(true);
      expect(found.maps.some((heat) => heat > 0)).toBe(true);
      expect(found.probabilities.every((p) => p > 0 && p < 1)).toBe(true);
    }
    expect(memory().numTensors).toBe(tensors);
    expect(await weightsOf(session)).toEqual(before);
    disposeVariables();
  },
);

test('what was evaluated is explained while another network is trained, and neither hears of the other', async () => {
  const session = newSession();
  const config = quickConfig({ epochs: 2 });
  await train(session, config);
  const alone = await weightsOf(session);
  await session.evaluate({ split: 'test', plan: FOLDER_PLAN, weights: 'last' }, ignore, never);
  const request = { ...WISH, samples: SAMPLES, weights: 'last' } as const;
  const expected = await session.explain(request, never);

  const asked: Promise<unknown>[] = [];
  let during = 0;
  // The same run again, asked for maps at every look, controls and covered films among them.
  const other = train(session, config, (event) => {
    if (event.kind !== 'progress' || during > 6) return;
    during++;
    asked.push(session.explain(request, never).then(({ maps }) => expect(maps).toEqual(expected.maps)));
    asked.push(session.explain({ ...request, control: during }, never));
    asked.push(
      session.explainFile(new File([], 'test 3'), { ...WISH, targets: Uint8Array.of(1), control: during }, never),
    );
  });
  expect(await other).toEqual({ kind: 'finished' });
  await Promise.all(asked);
  expect(asked.length).toBeGreaterThanOrEqual(6);
  expect(await weightsOf(session)).toEqual(alone);
});
