import { afterEach, expect, test } from 'vitest';
import { AppError, isAbortError } from '../core/base/errors.ts';
import { makeClient, type WorkerClient } from './client.ts';
import type { ProbeApi } from './client-probe.worker.ts';

let client: WorkerClient<ProbeApi>;
afterEach(() => client.terminate());

function start(): ProbeApi {
  client = makeClient(new Worker(new URL('./client-probe.worker.ts', import.meta.url), { type: 'module' }));
  return client.api;
}

test('events keep their order and come before the result', async () => {
  const api = start();
  const seen: (number | string)[] = [];
  seen.push(`end ${await api.count(200, (n) => seen.push(n))}`);
  expect(seen).toEqual([...Array(200).keys(), 'end 200']);
});

test('an abort reaches the worker and the call settles as AbortError after the worker has cleaned up', async () => {
  const api = start();
  const controller = new AbortController();
  const call = api.untilAborted(controller.signal);
  setTimeout(() => controller.abort(), 20);
  const error = await call.catch((reason: unknown) => reason);
  expect(isAbortError(error)).toBe(true);
  expect(await api.cleanups()).toBe(1);
});

test('a call with an aborted signal never reaches the worker', async () => {
  const api = start();
  await expect(api.untilAborted(AbortSignal.abort())).rejects.toSatisfy(isAbortError);
  expect(await api.cleanups()).toBe(0);
});

test('an AppError crosses with class, code and details', async () => {
  const error = await start()
    .fail('app')
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'image-too-large', details: { width: 20_000 } });
});

test('a foreign error becomes internal, with its message and its own stack', async () => {
  const error = await start()
    .fail('foreign')
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'internal', details: { message: 'TypeError: no such thing' } });
  expect((error as Error).stack).toContain('client-probe');
});

test('a port among the arguments is moved', async () => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage('hello');
  expect(await start().ask(port2)).toBe('got hello');
});

test('terminating rejects pending and later calls', async () => {
  const api = start();
  const pending = api.hang();
  client.terminate();
  await expect(pending).rejects.toMatchObject({ code: 'worker-crashed' });
  await expect(api.cleanups()).rejects.toMatchObject({ code: 'worker-crashed' });
});

test('a crash rejects every pending call and tells the client', async () => {
  const api = start();
  await api.cleanups();
  const pending = [api.hang(), api.hang()];
  await api.throwOutside();
  for (const call of pending) await expect(call).rejects.toMatchObject({ code: 'worker-crashed' });
  expect((await client.crashed).details.message).toContain('outside any promise');
});

test('a lost context rejects pending calls as context-lost', async () => {
  const api = start();
  await expect(Promise.race([api.loseContext(), api.hang()])).rejects.toMatchObject({ code: 'context-lost' });
  expect((await client.crashed).code).toBe('context-lost');
});
