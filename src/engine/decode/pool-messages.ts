import type { FilmReading } from '../../core/dataset/facts.ts';
import type { IgnoredReason } from '../../core/dataset/types.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { FilmHandle } from '../sources/source.ts';

/** A film to decode. */
export interface WishedFilm {
  readonly handle: FilmHandle;
  /** Whether to take the file's digest too. */
  readonly digest: boolean;
}

/** A few films for a decode worker. */
export interface DecodeGroup {
  readonly id: number;
  readonly settings: DecodeSettings;
  readonly films: readonly WishedFilm[];
}

/** A decoded film with what was learned of it, or why there is none. */
export type DecodedFilm =
  | { readonly channels: 1 | 3; readonly data: Uint8Array<ArrayBuffer>; readonly reading: FilmReading }
  | { readonly failed: IgnoredReason };

/** That the worker's program runs; the next film of a group, in its order; or the message of an error that no film explains. */
export type DecodeAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly film: DecodedFilm }
  | { readonly id: number; readonly crashed: string };
