import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { findCheckpoint } from '../storage/checkpoints.ts';
import { TrainSession } from './train-session.ts';
import { fakeFilms, quickConfig } from './training/fake-films.ts';

const PLAN = { validation: 'folder', validationPercent: 12, seed: 1, leftOut: [] } as const;
const films = fakeFilms({ train: 96, validation: 16, test: 4 });
const config = quickConfig({ backend: 'webgl', epochs: 50 });

// One for the whole file, as a worker has one: a page cannot start a second WebGL backend beside it.
const onLost = vi.fn();
const session = new TrainSession({ onLost, now: () => new Date(0), newId: () => 'id' });
session.attach(films);

beforeAll(async () => {
  await session.configure('webgl');
});

function train(onProgress: (epoch: number) => void) {
  const request = { id: 'lost', config, plan: PLAN, resume: null };
  return session.train(
    request,
    (event) => {
      if (event.kind === 'progress') onProgress(event.epoch);
    },
    new AbortController().signal,
  );
}

test('a kernel that does not compile ends the run by that name, not as an accident nobody foresaw', async () => {
  const broken = vi.spyOn(WebGL2RenderingContext.prototype, 'getProgramParameter');
  broken.mockReturnValue(false);
  await expect(train(() => {})).rejects.toMatchObject({ code: 'kernel-failed' });
  broken.mockRestore();
});

test('a context lost between our kernels of a step ends the run by that name, and spoils no checkpoint', async () => {
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  const draw = gl.drawArrays.bind(gl);
  let armed = false;
  // In the middle of a step: between two passes of our own kernels.
  gl.drawArrays = (...args) => {
    if (armed) gl.getExtension('WEBGL_lose_context')?.loseContext();
    armed = false;
    draw(...args);
  };
  const ended = train((epoch) => {
    armed = epoch === 1;
  }).then(
    (end) => end,
    (error: unknown) => error,
  );
  // A read may wait for ever: then it is the event that tells.
  const told = vi.waitFor(() => expect(onLost).toHaveBeenCalled(), { timeout: 100_000 });
  const first = await Promise.race([ended, told.then(() => onLost.mock.calls[0]?.[0] as unknown)]);
  expect(first).toMatchObject({ code: 'context-lost' });
  await told;
  const kept = await findCheckpoint();
  expect(kept?.history.map(({ epoch, backend: by }) => [epoch, by])).toEqual([[0, 'webgl']]);
  expect(new Float32Array(kept?.weights as ArrayBuffer).every(Number.isFinite)).toBe(true);
  const again = new TrainSession({ onLost: () => {}, now: () => new Date(0), newId: () => 'id' });
  again.attach(films);
  const request = { id: 'lost', config: { ...config, backend: 'wasm', epochs: 3 }, plan: PLAN, resume: kept } as const;
  expect(await again.train(request, () => {}, new AbortController().signal)).toEqual({ kind: 'finished' });
  expect((await findCheckpoint())?.history.map(({ backend: by }) => by)).toEqual(['webgl', 'wasm', 'wasm']);
}, 120_000);
