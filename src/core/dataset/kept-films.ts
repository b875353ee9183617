import type { DecodeSettings } from '../pixels/settings.ts';
import type { FilmFacts } from './facts.ts';
import type { DatasetIndex, IgnoredReason } from './types.ts';

/** A decoded set as it is kept in the browser: all that is known of it but the pixels, which stand in a file of that id. */
export interface KeptFilms {
  readonly version: 1;
  /** SHA-256 over settings, names, sizes and the files' times or checksums, as hex digits: equal for equal films. */
  readonly id: string;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly index: DatasetIndex;
  readonly settings: DecodeSettings;
  /** Bytes of one pixel. */
  readonly channels: 1 | 3;
  readonly failed: readonly (readonly [sample: number, reason: IgnoredReason])[];
  readonly facts: FilmFacts;
  readonly canvasTrusted: boolean;
}

/** What a list shows of a kept set. */
export interface KeptSummary {
  readonly id: string;
  readonly name: string;
  readonly films: number;
  readonly imageSize: number;
  /** Absent in what was kept before it was noted. */
  readonly interpolation?: DecodeSettings['interpolation'] | undefined;
  /** Bytes on this device. */
  readonly bytes: number;
  readonly savedAt: string;
  readonly fingerprint: string;
  /** Whether the browser can lead back to the files themselves. */
  readonly hasFiles: boolean;
}

/** Whether a set is kept as films of these settings are decoded. */
export function isKeptAs({ imageSize, interpolation }: KeptSummary, settings: DecodeSettings): boolean {
  return imageSize === settings.imageSize && (interpolation ?? settings.interpolation) === settings.interpolation;
}

/** Bytes of the pixels of a kept set. */
export function pixelBytes({ index, settings, channels }: Pick<KeptFilms, 'index' | 'settings' | 'channels'>): number {
  return index.paths.length * settings.imageSize ** 2 * channels;
}
