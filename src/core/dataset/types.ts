/** The three parts of a dataset, in the order of their codes. */
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Why an entry of the source is no sample. */
export type IgnoredReason =
  | 'system-file'
  | 'not-an-image'
  | 'duplicate-tree'
  | 'no-class-folder'
  | 'unsafe-path'
  | 'file-empty'
  | 'image-damaged'
  | 'image-too-large'
  | 'dicom-frames'
  | 'dicom-not-radiograph'
  | 'dicom-no-pixels'
  | 'dicom-unsupported'
  | 'file-vanished';

/** One entry of the source that the dataset leaves out. */
export interface Ignored {
  readonly path: string;
  readonly reason: IgnoredReason;
}

/** Where the films came from. */
export type SourceKind = 'folder' | 'zip' | 'synthetic';

/** How the app read the folders: splits as found, or a plain class tree that it split itself. */
export type Layout = 'splits' | 'classes-only';

/**
 * A dataset as columns, one place per sample; samples stand in the order of their paths.
 * It holds no pixels: it is ready before anything is decoded.
 */
export interface DatasetIndex {
  readonly name: string;
  readonly source: SourceKind;
  readonly layout: Layout;
  /** Alphabetical; a label is an index into it. */
  readonly classNames: readonly string[];
  /** Path of each sample as the source spells it. */
  readonly paths: readonly string[];
  /** Bytes of each file. */
  readonly sizes: Float64Array;
  /** Code of each sample's split: an index into `SPLITS`. */
  readonly splits: Uint8Array;
  readonly labels: Uint8Array;
  /** Number of each sample's patient, counted from 0 within the dataset. */
  readonly patients: Int32Array;
  /** How many file names told their patient (the others are each their own patient). */
  readonly namesUnderstood: number;
  readonly ignored: readonly Ignored[];
  /** FNV-1a over names, sizes, splits and labels, as 8 hex digits: 'is it the same folder?'. */
  readonly fingerprint: string;
}

/** What the index is made from: one file of a folder, or one entry of a zip. */
export interface Entry {
  readonly path: string;
  /** Bytes, uncompressed. */
  readonly size: number;
}

/** Films per split and class: `counts[split][label]`. */
export type Counts = Readonly<Record<Split, readonly number[]>>;
