import type { Samples } from './samples.ts';

type Codec = new () => CodecDecoder;

/** Codecs that were loaded; one that failed is loaded anew, since a WASM module that aborted is dead. */
const loaded = new Map<CodecName, Promise<Codec>>();

/** Decoders that are no part of a browser. */
export type CodecName = 'jpeg-2000' | 'jpeg-ls';

/** The codec's file, and no word on the console. */
function quietly(url: string): CodecOptions {
  const ignore = () => undefined;
  return { locateFile: () => url, print: ignore, printErr: ignore };
}

const LOADERS: Readonly<Record<CodecName, () => Promise<Codec>>> = {
  'jpeg-2000': async () => {
    const [{ default: open }, { default: url }] = await Promise.all([
      import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
      import('@cornerstonejs/codec-openjpeg/decodewasm?url'),
    ]);
    return (await open(quietly(url))).J2KDecoder;
  },
  'jpeg-ls': async () => {
    const [{ default: open }, { default: url }] = await Promise.all([
      import('@cornerstonejs/codec-charls/decodewasmjs'),
      import('@cornerstonejs/codec-charls/decodewasm?url'),
    ]);
    return (await open(quietly(url))).JpegLSDecoder;
  },
};

/** Decodes a JPEG 2000 or JPEG-LS picture, whose size was checked by its header. Throws what the codec throws. */
export async function decodeByCodec(name: CodecName, packed: Uint8Array): Promise<Samples> {
  const loading = loaded.get(name) ?? LOADERS[name]();
  loaded.set(name, loading);
  try {
    return run(new (await loading)(), packed);
  } catch (error) {
    loaded.delete(name);
    throw error;
  }
}

function run(decoder: CodecDecoder, packed: Uint8Array): Samples {
  decoder.getEncodedBuffer(packed.length).set(packed);
  decoder.decode();
  const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
  const bytes = decoder.getDecodedBuffer().slice();
  decoder.delete();
  const values = bitsPerSample > 8 ? new Uint16Array(bytes.buffer, 0, bytes.length >> 1) : bytes;
  return { width, height, components: componentCount, isRgb: true, values };
}
