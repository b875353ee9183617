import { expect, test } from 'vitest';
import { makeFacts } from '../../core/dataset/facts.ts';
import type { FindingsUpdate } from '../../core/dataset/findings/types.ts';
import { indexDataset } from '../../core/dataset/index-dataset.ts';
import { FindingsFeed } from './findings-feed.ts';

function learned() {
  const paths = ['x/train/A/1.png', 'x/train/B/2.png', 'x/test/A/3.png', 'x/test/B/4.png'];
  const index = indexDataset(
    'x',
    'folder',
    paths.map((path) => ({ path, size: 1 })),
    { seed: 1 },
  );
  return { index, facts: makeFacts(paths.length), failed: new Map() };
}

test('a worker that fails ends the search with a finding that says so', () => {
  const worker = { postMessage: () => {}, terminate: () => {} } as unknown as Worker;
  const feed = new FindingsFeed(() => worker);
  const told: FindingsUpdate[] = [];
  void feed.listen((update) => told.push(update), new AbortController().signal);
  feed.finish(learned());
  worker.onerror?.call(worker, { preventDefault: () => {} } as ErrorEvent);
  expect(told.map(({ complete }) => complete)).toEqual([false, true]);
  expect(told.at(-1)?.list.at(-1)).toMatchObject({ code: 'not-compared', severity: 'warning' });
});
