/** Size asked of the decoder; without one it gives the picture's own. */
export type WishedSize = Pick<ImageDecoderInit, 'desiredWidth' | 'desiredHeight'>;

/**
 * Decodes a JPEG's picture by WebCodecs, colours as they stand in the file, for as long as `use` takes. `bytes` are moved to
 * the decoder and empty afterwards: their memory is given back when it is closed, not when a collector comes by.
 */
export async function withJpegFrame<T>(
  bytes: Uint8Array<ArrayBuffer>,
  wished: WishedSize,
  use: (frame: VideoFrame) => Promise<T>,
): Promise<T> {
  const transfer = [bytes.buffer];
  const decoder = new ImageDecoder({
    data: bytes,
    transfer,
    type: 'image/jpeg',
    colorSpaceConversion: 'none',
    ...wished,
  });
  try {
    const { image } = await decoder.decode();
    try {
      return await use(image);
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}
