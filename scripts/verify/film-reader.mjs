/**
 * Reads films as a model's metadata says, written anew from what the settings mean: nothing of the app is used.
 * These functions run in the page, so each can use nothing of this file, only what the one before it left there.
 */

/** How pixels come out of a file, and how they are weighed: globals `decoding` and `weighing`. */
export function installParts() {
  globalThis.decoding = { decodeWhole, decodeCovering };
  globalThis.weighing = { pickOne, triangle };

  async function decodeWhole(file) {
    return pixelsOf(await createImageBitmap(file, { colorSpaceConversion: 'none' }));
  }

  /** At the smallest n/8 of its size that covers the square on both sides: what the JPEG decoder leaves out costs no detail. */
  async function decodeCovering(file, side) {
    const whole = await decodeWhole(file);
    const eighths = [1, 2, 3, 4, 5, 6, 7].find((n) => Math.min(whole.width, whole.height) * n > (side - 1) * 8);
    if (!eighths || file.type !== 'image/jpeg') return whole;
    const wish = {
      desiredWidth: Math.ceil((whole.width * eighths) / 8),
      desiredHeight: Math.ceil((whole.height * eighths) / 8),
    };
    const decoder = new ImageDecoder({ data: file.stream(), type: file.type, colorSpaceConversion: 'none', ...wish });
    const { image } = await decoder.decode();
    return pixelsOf(image);
  }

  function pixelsOf(picture) {
    const width = picture.displayWidth ?? picture.width;
    const height = picture.displayHeight ?? picture.height;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    context.drawImage(picture, 0, 0);
    picture.close();
    return context.getImageData(0, 0, width, height);
  }

  /** The source positions under each target position and their shares: one of them, as Pillow picks it, positions summed up. */
  function pickOne(side, size) {
    let position = side / size / 2;
    return Array.from({ length: size }, () => {
      const pick = Math.floor(position);
      position += side / size;
      return [[pick, 1]];
    });
  }

  /** A triangle as wide as the reduction, as Pillow's bilinear filter: every source position counts. */
  function triangle(side, size) {
    const scale = side / size;
    const reach = Math.max(1, scale);
    return Array.from({ length: size }, (_, target) => {
      const near = [];
      for (let source = 0; source < side; source++) {
        const share = 1 - Math.abs(source + 0.5 - (target + 0.5) * scale) / reach;
        if (share > 0) near.push([source, share]);
      }
      const total = near.reduce((sum, [, share]) => sum + share, 0);
      return near.map(([source, share]) => [source, share / total]);
    });
  }
}

/** Global `readFilm(file, preprocessing)`: the film's bytes `[imageSize · imageSize · channels]` as an array. */
export function installFilmReader() {
  const { decodeWhole, decodeCovering } = globalThis.decoding;
  const { pickOne, triangle } = globalThis.weighing;

  globalThis.readFilm = async (file, { imageSize, channels, interpolation }) => {
    const isNearest = interpolation === 'nearest';
    const picture = isNearest ? await decodeWhole(file) : await decodeCovering(file, imageSize);
    const weigh = isNearest ? pickOne : triangle;
    const [columns, rows] = [weigh(picture.width, imageSize), weigh(picture.height, imageSize)];
    const values = [];
    for (const row of rows) {
      for (const column of columns) {
        const [red, green, blue] = [0, 1, 2].map((colour) => Math.floor(mean(picture, row, column, colour) + 0.5));
        const luma = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
        values.push(...(channels === 3 ? [red, green, blue] : [luma]));
      }
    }
    return values;
  };

  function mean({ width, data }, rows, columns, colour) {
    let sum = 0;
    for (const [row, down] of rows) {
      for (const [column, across] of columns) sum += down * across * data[(row * width + column) * 4 + colour];
    }
    return sum;
  }
}
