import type { IgnoredReason } from '../../core/dataset/types.ts';
import type { FileFacts } from '../../core/pixels/image-header.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { FilmHandle } from '../sources/source.ts';

/** A few films for a decode worker. */
export interface DecodeGroup {
  readonly id: number;
  readonly settings: DecodeSettings;
  readonly films: readonly FilmHandle[];
}

/** A decoded film with what its file says of itself, or why there is none. */
export type DecodedFilm =
  | { readonly channels: 1 | 3; readonly data: Uint8Array<ArrayBuffer>; readonly facts: FileFacts }
  | { readonly failed: IgnoredReason };

/** The answer to a group, in its order; or the message of an error that no film explains. */
export type DecodeAnswer =
  | { readonly id: number; readonly films: readonly DecodedFilm[] }
  | { readonly id: number; readonly crashed: string };
