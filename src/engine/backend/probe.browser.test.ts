import { memory } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { timeStep, timeSteps } from './probe.ts';
import { startBackend } from './start.ts';

/** Shaders are slow to compile in software. */
const PATIENCE_MS = 50_000;

/** A device whose first step takes `first` ms and each later one `later`, on a clock of its own. */
function device(first: number, later: number) {
  let [time, waiting, taken] = [0, 0, 0];
  const timed = {
    step: () => {
      waiting += taken++ === 0 ? first : later;
    },
    settled: async () => {
      time += waiting;
      waiting = 0;
    },
  };
  return { timed, now: () => time, taken: () => taken };
}

test('the first step, in which shaders are compiled, does not count', async () => {
  const { timed, now } = device(3000, 20);
  expect(await timeSteps(timed, now)).toBe(20);
});

test('a slow device takes three steps at most in all, a fast one is timed on several', async () => {
  const slow = device(400, 300);
  expect(await timeSteps(slow.timed, slow.now)).toBe(300);
  expect(slow.taken()).toBe(2);
  const fast = device(5, 2);
  expect(await timeSteps(fast.timed, fast.now)).toBe(2);
  expect(fast.taken()).toBe(10);
});

test('a device that never answers is as slow as the limit', async () => {
  const hung = { step: () => {}, settled: () => new Promise<void>(() => {}) };
  expect(await timeSteps(hung, () => 0, 30)).toBe(30);
});

test('on WASM the probe is short and leaves nothing behind', async () => {
  await startBackend('wasm', () => {});
  const before = memory();
  const start = performance.now();
  const ms = await timeStep();
  expect(performance.now() - start).toBeLessThan(6000);
  expect(ms).toBeGreaterThan(1);
  expect(ms).toBeLessThan(3000);
  expect(memory().numTensors).toBe(before.numTensors);
  expect(memory().numDataBuffers).toBe(before.numDataBuffers);
});

test('on WebGL it leaves nothing behind either, nor when a kernel throws', async () => {
  await startBackend('webgl', () => {});
  const before = memory();
  expect(await timeStep({ films: 2, imageSize: 16 }, PATIENCE_MS)).toBeLessThan(PATIENCE_MS);
  expect(memory().numTensors).toBe(before.numTensors);
  expect(memory().numDataBuffers).toBe(before.numDataBuffers);
  const compile = vi.spyOn(WebGL2RenderingContext.prototype, 'getProgramParameter').mockReturnValue(false);
  await expect(timeStep({ films: 1, imageSize: 20 }, PATIENCE_MS)).rejects.toMatchObject({ code: 'kernel-failed' });
  compile.mockRestore();
  expect(memory().numTensors).toBe(before.numTensors);
});
