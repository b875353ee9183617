/** The parts of the WASM codecs that are used here; the packages bring no types. */
interface CodecOptions {
  readonly locateFile: () => string;
  /** Takes what the codec would write to the console. */
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
}

interface CodecDecoder {
  /** A view of the codec's own memory, to be filled with the packed picture. */
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): FrameInfo;
  delete(): void;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const open: (options: CodecOptions) => Promise<{ J2KDecoder: new () => CodecDecoder }>;
  export = open;
}

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const open: (options: CodecOptions) => Promise<{ JpegLSDecoder: new () => CodecDecoder }>;
  export = open;
}
