import { AppError } from '../core/base/errors.ts';
import type { IgnoredReason } from '../core/dataset/types.ts';
import { toRgb } from '../core/pixels/grey.ts';
import type { DecodeSettings } from '../core/pixels/settings.ts';

/** A film's pixels as they are decoded. */
interface StoredPixels {
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** All decoded films as bytes side by side: one channel while every film is grey, three from the first colour film on. */
export class PixelStore {
  readonly settings: DecodeSettings;
  readonly films: number;
  /** Samples that could not be decoded, and why. */
  readonly failed = new Map<number, IgnoredReason>();
  private stored: 1 | 3;
  private bytes: Uint8Array;

  /** Empty, or full of films that were kept. Throws `out-of-memory` when the browser has no room for `films` squares. */
  constructor(films: number, settings: DecodeSettings, kept: StoredPixels | null = null) {
    this.films = films;
    this.settings = settings;
    this.stored = kept?.channels ?? 1;
    this.bytes = kept?.data ?? allocate(films * settings.imageSize ** 2);
  }

  get channels(): 1 | 3 {
    return this.stored;
  }

  /** Keeps the film of `sample`. Throws `out-of-memory` when a first colour film needs three times the room. */
  put(sample: number, { channels, data }: StoredPixels): void {
    if (channels === 3 && this.stored === 1) this.promote();
    const pixels = channels === 1 && this.stored === 3 ? toRgb(data) : data;
    this.bytes.set(pixels, sample * this.filmBytes());
  }

  fail(sample: number, reason: IgnoredReason): void {
    this.failed.set(sample, reason);
  }

  /** A view of the film of `sample`, `channels` bytes per pixel. */
  film(sample: number): Uint8Array {
    return this.bytes.subarray(sample * this.filmBytes(), (sample + 1) * this.filmBytes());
  }

  /** A view of the films from sample `from` up to, not with, `to`. */
  between(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from * this.filmBytes(), to * this.filmBytes());
  }

  private filmBytes(): number {
    return this.settings.imageSize ** 2 * this.stored;
  }

  private promote(): void {
    const grey = this.bytes;
    const rgb = allocate(grey.length * 3);
    for (let i = 0; i < grey.length; i++) rgb.fill(grey[i] as number, 3 * i, 3 * i + 3);
    this.bytes = rgb;
    this.stored = 3;
  }
}

function allocate(bytes: number): Uint8Array {
  try {
    return new Uint8Array(bytes);
  } catch (error) {
    throw new AppError('out-of-memory', { bytes }, { cause: error });
  }
}
