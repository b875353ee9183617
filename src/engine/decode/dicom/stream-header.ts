/** What a packed picture says of itself, before it is decoded. */
export interface StreamHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bits: number;
}

/** The header of a JPEG, lossless JPEG, JPEG-LS or JPEG 2000 picture. Throws RangeError where there is none. */
export function readStreamHeader(packed: Uint8Array): StreamHeader {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return view.getUint16(0) === 0xff4f ? readSiz(view) : readFrame(view);
}

/** The first frame marker: SOF0 to SOF15 but DHT, JPG and DAC, or SOF55 of JPEG-LS. */
function readFrame(view: DataView): StreamHeader {
  if (view.getUint16(0) !== 0xffd8) throw new RangeError('no JPEG');
  let offset = 2;
  for (;;) {
    const marker = view.getUint16(offset);
    if (marker === 0xffff) {
      offset++;
      continue;
    }
    if (marker === 0xfff7 || ((marker & 0xfff0) === 0xffc0 && ![0xffc4, 0xffc8, 0xffcc].includes(marker))) {
      const size = { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
      return { ...size, bits: view.getUint8(offset + 4), components: view.getUint8(offset + 9) };
    }
    if (marker < 0xffc0) throw new RangeError('no marker where one must stand');
    offset += 2 + view.getUint16(offset + 2);
  }
}

/** JPEG 2000's SIZ, which must stand first (ITU-T T.800 A.5.1); all tiles must hold a good part of the picture. */
function readSiz(view: DataView): StreamHeader {
  if (view.getUint16(2) !== 0xff51) throw new RangeError('no SIZ');
  const [width, height] = [view.getUint32(8) - view.getUint32(16), view.getUint32(12) - view.getUint32(20)];
  const tiles = Math.ceil(width / view.getUint32(24)) * Math.ceil(height / view.getUint32(28));
  if (!(tiles <= 4096)) throw new RangeError(`${tiles} tiles`);
  return { width, height, components: view.getUint16(40), bits: (view.getUint8(42) & 0x7f) + 1 };
}
