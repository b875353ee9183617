import { expect, test } from 'vitest';
import { lendBytes, takeBack } from './lent-bytes.ts';

test('bytes that came back are lent again, never to two at once', () => {
  const [first, second] = [lendBytes(1000), lendBytes(1000)];
  expect(first.buffer).not.toBe(second.buffer);
  takeBack(first);
  takeBack(first);
  const [third, fourth] = [lendBytes(600), lendBytes(600)];
  expect(third.buffer).toBe(first.buffer);
  expect(third).toHaveLength(600);
  expect(fourth.buffer).not.toBe(first.buffer);
});

test('what was not lent, or is very large, is let be', () => {
  const own = new Uint8Array(10_000);
  takeBack(own);
  expect(lendBytes(10_000).buffer).not.toBe(own.buffer);
  const large = lendBytes(17 * 2 ** 20);
  takeBack(large);
  expect(lendBytes(17 * 2 ** 20).buffer).not.toBe(large.buffer);
});
