/**
 * Inflates to `size` bytes; gzip has its sum and size checked by the browser. Throws RangeError at the first byte too many, so
 * that no bomb unpacks, and when some are missing.
 */
export async function inflateExactly(
  packed: Blob,
  format: 'deflate' | 'gzip',
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(size);
  const reader = packed.stream().pipeThrough(new DecompressionStream(format)).getReader();
  let at = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (at + value.length > size) {
      await reader.cancel();
      throw new RangeError('more bytes than the header says');
    }
    out.set(value, at);
    at += value.length;
  }
  if (at < size) throw new RangeError('bytes are missing');
  return out;
}
