import type { Rgba } from '../../core/pixels/image.ts';
import type { ImageHeader } from '../../core/pixels/image-header.ts';
import { pngChunks } from '../../core/pixels/png-header.ts';
import { packedSize, unpackSamples } from '../../core/pixels/png-samples.ts';
import { toEightBits } from '../../core/pixels/sixteen-bits.ts';

/** A PNG of 16 bits with its full depth, which browsers cut to the upper byte: `toEightBits` says how. */
export async function decodeDeepPng(bytes: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Rgba> {
  const { width, height, components, progressive } = header;
  const layout = { width, height, components, interlaced: progressive };
  const samples = unpackSamples(await inflateExactly(packedData(bytes), packedSize(layout)), layout);
  return { width, height, data: toEightBits(samples, components), blueFirst: false };
}

function packedData(bytes: Uint8Array<ArrayBuffer>): Blob {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [...pngChunks(view)].filter(({ name }) => name === 'IDAT');
  return new Blob(chunks.map(({ offset, length }) => bytes.subarray(offset, offset + length)));
}

/** Inflates to `size` bytes. Throws RangeError at the first byte too many, so that no bomb unpacks, and when some are missing. */
async function inflateExactly(packed: Blob, size: number): Promise<Uint8Array> {
  const out = new Uint8Array(size);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let at = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (at + value.length > size) {
      await reader.cancel();
      throw new RangeError('more pixels than the header says');
    }
    out.set(value, at);
    at += value.length;
  }
  if (at < size) throw new RangeError('pixels are missing');
  return out;
}
