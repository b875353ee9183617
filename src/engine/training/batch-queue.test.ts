import { afterEach, expect, test, vi } from 'vitest';
import type { Batch, BatchRequest } from '../../core/training/exchange.ts';
import type { BatchPort } from './batch-port.ts';
import { BatchQueue } from './batch-queue.ts';
import { fakeFilms } from './fake-films.ts';

const never = new AbortController().signal;

afterEach(() => vi.restoreAllMocks());

/** A port whose batches come when they are let go, and a clock that stands until it is moved. */
function slowPort() {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const asked: ((batch: Batch) => void)[] = [];
  const port: BatchPort = {
    ...fakeFilms({ train: 4, validation: 0, test: 0 }),
    batch: () => new Promise((resolve) => asked.push(resolve)),
  };
  const release = (i: number) => asked[i]?.({} as Batch);
  const pass = (ms: number) => {
    now += ms;
  };
  return { port, asked, release, pass };
}

function requests(count: number): Iterator<BatchRequest> {
  return Array.from({ length: count }, () => ({}) as BatchRequest).values();
}

test('only the time until a batch comes is waiting; one that came during the step costs nothing', async () => {
  const { port, asked, release, pass } = slowPort();
  const queue = new BatchQueue(port, requests(3));
  const first = queue.take(never);
  pass(30);
  release(0);
  await first;
  expect(queue.takeWaited()).toBe(30);
  // The next one is asked for before the step begins.
  expect(asked).toHaveLength(2);
  pass(1000);
  release(1);
  await queue.take(never);
  expect(queue.takeWaited()).toBe(0);
  const third = queue.take(never);
  pass(7);
  release(2);
  await third;
  expect(queue.takeWaited()).toBe(7);
});
