import type { DecodeSettings } from '../../../src/core/pixels/settings.ts';

/** Who decodes: the app's engine, or the two ways a page has by itself. */
export type Side = 'ours' | 'draw' | 'resize';

/** One pass over the films. */
export interface Task {
  readonly side: Side;
  readonly settings: DecodeSettings;
}

/** What a worker is asked: decode these, one after the other. */
export interface Request extends Task {
  readonly films: readonly Blob[];
}
