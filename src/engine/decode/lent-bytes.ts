/** Buffers that wait for the next picture, and the most that one of them may take. */
const KEPT = 2;
const LARGEST_KEPT = 16 * 1024 * 1024;

const free: Uint8Array<ArrayBuffer>[] = [];
const lent = new WeakMap<Uint8Array, Uint8Array<ArrayBuffer>>();

/**
 * Bytes of any content for a picture on its way to its square. Films come by the thousand, and what they leave behind, a few hundred
 * kilobytes each, piles up to a hundred megabytes before a collector comes by; so it is used again.
 */
export function lendBytes(length: number): Uint8Array<ArrayBuffer> {
  const found = free.findIndex((bytes) => bytes.length >= length);
  const [whole = new Uint8Array(length)] = found < 0 ? [] : free.splice(found, 1);
  const bytes = whole.subarray(0, length);
  lent.set(bytes, whole);
  return bytes;
}

/** Takes back what was lent, of which nobody may hold on to anything; other bytes are let be. */
export function takeBack(bytes: Uint8Array | Uint8ClampedArray): void {
  if (!(bytes instanceof Uint8Array)) return;
  const whole = lent.get(bytes);
  if (!whole || !lent.delete(bytes) || whole.length > LARGEST_KEPT) return;
  free.push(whole);
  free.sort((a, b) => b.length - a.length).splice(KEPT);
}
