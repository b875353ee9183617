import { expect, test } from 'vitest';
import { readPatientsApart } from './patients-client.ts';

const PATHS = ['a/p1_x.png', 'a/p1_y.png', `b/${'a'.repeat(60)}!.png`];
const never = new AbortController().signal;
const read = (source: string, signal = never) => readPatientsApart({ kind: 'expression', source }, PATHS, signal);

test('an expression is read in a worker of its own', async () => {
  expect(await read('^(?<patient>p\\d)_')).toMatchObject({ keys: ['p1', 'p1', null], patients: 2, untold: 1 });
});

test('errors come with their code', async () => {
  await expect(read('(')).rejects.toMatchObject({ code: 'expression-invalid' });
  await expect(read('p')).rejects.toMatchObject({ code: 'expression-no-group' });
});

test('an expression that would run for ever is ended, and the page goes on', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 50);
  await expect(read('(?<patient>(a+)+)$')).rejects.toMatchObject({ code: 'expression-slow' });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
  expect(await read('(?<patient>p1)')).toMatchObject({ untold: 1 });
});

test('a wish that is no longer wanted ends at once', async () => {
  const controller = new AbortController();
  const call = read('(?<patient>(a+)+)$', controller.signal);
  controller.abort();
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});
