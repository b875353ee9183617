/**
 * Bytes packed by DICOM's run length encoding (PS3.5 annex G): a header of 64 bytes, then one PackBits segment per byte of a
 * pixel, the highest first, each `pixels` long. Returns the planes one after another. Throws RangeError on damage.
 */
export function unpackRle(packed: Uint8Array, pixels: number, planes: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== planes) throw new RangeError(`not ${planes} RLE segments`);
  // Two bytes give 128 at most.
  if (pixels * planes > 64 * packed.length) throw new RangeError('pixels are missing');
  const out = new Uint8Array(pixels * planes);
  for (let plane = 0; plane < planes; plane++) {
    const start = view.getUint32(4 + 4 * plane, true);
    const next = plane + 1 < planes ? view.getUint32(8 + 4 * plane, true) : packed.length;
    if (start < 64 || next > packed.length || next <= start) throw new RangeError('RLE segment out of place');
    unpackBits(packed.subarray(start, next), out.subarray(plane * pixels, (plane + 1) * pixels));
  }
  return out;
}

function unpackBits(packed: Uint8Array, out: Uint8Array): void {
  let from = 0;
  let to = 0;
  while (to < out.length) {
    if (from + 1 >= packed.length) throw new RangeError('RLE segment ends early');
    const head = packed[from++] as number;
    if (head < 128) {
      const run = packed.subarray(from, from + head + 1);
      out.set(run.subarray(0, out.length - to), to);
      from += head + 1;
      to += run.length;
    } else if (head > 128) {
      const count = 257 - head;
      out.fill(packed[from++] as number, to, to + count);
      to += count;
    }
  }
}
