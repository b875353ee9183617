import { expect, test } from 'vitest';
import { lookKeyOf } from './look-key.ts';
import type { AppState } from './state.ts';
import { weightsDigest } from './weights-digest.ts';

const file = (name: string, ...bytes: number[]) => new File([Uint8Array.from(bytes)], name);

function keyOf(digest: string | null): string | undefined {
  const current = { classNames: ['NORMAL', 'PNEUMONIA'], parameters: 3 };
  const state = {
    model: { kind: 'uploaded', current, digest },
    former: null,
    dataset: { index: { fingerprint: 'f' } },
  };
  return lookKeyOf(state as unknown as AppState)?.network;
}

test('networks from files are told apart by their weights, not by their shape or by the names in their json', async () => {
  const first = await weightsDigest([file('model.json', 9), file('weights.bin', 1, 2, 3)]);
  const again = await weightsDigest([file('weights.bin', 1, 2, 3), file('model.json', 8)]);
  const other = await weightsDigest([file('model.json', 9), file('weights.bin', 1, 2, 4)]);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(keyOf(first)).not.toBe(keyOf(other));
});

test('weights in several files count in the order of their names; a page that may not hash goes by the shape', async () => {
  const parts = [file('b.bin', 2), file('a.bin', 1)];
  expect(await weightsDigest(parts)).toBe(await weightsDigest(parts.toReversed()));
  expect(await weightsDigest(parts)).not.toBe(await weightsDigest([file('a.bin', 2), file('b.bin', 1)]));
  expect(keyOf(null)).toBe('files: 3, NORMAL, PNEUMONIA');
});
