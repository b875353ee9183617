import { backend, env, getBackend, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import type { AppError } from '../../core/base/errors.ts';
import { TrainSession } from '../train-session.ts';
import { FOLDER_PLAN, fakeFilms, quickConfig } from '../training/fake-films.ts';
import { startBackend } from './start.ts';

test('a backend asked for by name and missing is an error, never another backend', async () => {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null);
  const missing = startBackend('webgl', () => {});
  await expect(missing).rejects.toMatchObject({
    code: 'backend-unavailable',
    details: { backend: 'webgl', reason: 'no-webgl' },
  });
  getContext.mockRestore();
});

test('a device that renders half floats only is refused', async () => {
  env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
  const refused = startBackend('webgl', () => {});
  await expect(refused).rejects.toMatchObject({ details: { reason: 'half-float-webgl' } });
  expect(await startBackend('auto', () => {})).toMatchObject({ backend: 'wasm' });
  env().reset();
});

test('WebGL trains the quick network, with the epsilon of 32-bit floats, and a lost context is told', async () => {
  const losses: AppError[] = [];
  const session = new TrainSession({
    onLost: (error) => losses.push(error),
    now: () => new Date(0),
    newId: () => 'id',
  });
  const info = await session.configure('webgl');
  expect(info).toMatchObject({ backend: 'webgl', reason: 'chosen', software: true });
  expect(info.renderer).toMatch(/SwiftShader/);
  expect(backend().epsilon()).toBe(1e-7);
  session.attach(fakeFilms({ train: 200, validation: 40, test: 10 }));
  const accuracies: number[] = [];
  const config = quickConfig({ backend: 'webgl', epochs: 3 });
  const end = await session.train(
    { id: 'webgl-run', config, plan: FOLDER_PLAN, resume: null },
    (event) => {
      if (event.kind === 'epoch') accuracies.push(event.record.valAccuracy as number);
    },
    new AbortController().signal,
  );
  expect(end).toEqual({ kind: 'finished' });
  expect(accuracies.at(-1)).toBeGreaterThan(0.9);
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await vi.waitFor(() => expect(losses.map(({ code }) => code)).toEqual(['context-lost']));
  expect(getBackend()).toBe('webgl');
});

test('plain JavaScript serves where it is asked for', async () => {
  expect(await startBackend('cpu', () => {})).toMatchObject({ backend: 'cpu', reason: 'chosen' });
  expect(await tensor1d([1, 2]).data()).toEqual(Float32Array.of(1, 2));
});
