/** The three parts of a dataset, in the order of their codes. */
export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Why an entry of the source is no sample. */
export type IgnoredReason =
  | 'system-file'
  | 'not-an-image'
  | 'duplicate-tree'
  | 'same-path'
  | 'no-class-folder'
  | 'unsafe-path'
  | 'file-empty'
  | 'image-damaged'
  | 'image-too-large'
  | 'dicom-frames'
  | 'dicom-not-radiograph'
  | 'dicom-no-pixels'
  | 'dicom-unsupported'
  | 'file-vanished'
  | 'unreadable';

/** One entry of the source that the dataset leaves out. */
export interface Ignored {
  readonly path: string;
  readonly reason: IgnoredReason;
}

/** Where the films came from. */
export type SourceKind = 'folder' | 'zip' | 'synthetic';

/** How the app read the folders: splits as found, or a plain class tree that it split itself. */
export type Layout = 'splits' | 'classes-only';

/** What makes a pneumonia, as film names tell it: `PATHOGENS[index.pathogens[sample]]`. */
export const PATHOGENS = ['unknown', 'bacteria', 'virus'] as const;

/** By what films are told to be of one patient; the patients themselves stand as a column. */
export type PatientRule =
  /** Kaggle's and Mendeley's film names, as they are understood. */
  | { readonly kind: 'names' }
  /** A regular expression of the user on file names, with a group named `patient`. */
  | { readonly kind: 'expression'; readonly source: string }
  /** A table of the user with the columns file and patient; the name of its file. */
  | { readonly kind: 'table'; readonly file: string };

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
  /** Seed of the app's own split; null where the folders have splits. */
  readonly splitSeed: number | null;
  readonly labels: Uint8Array;
  /** Number of each sample's patient, counted from 0 within the dataset. */
  readonly patients: Int32Array;
  /**
   * Number of a coarser group, by which every split of the app's own keeps films together: the person number joined over
   * pathogens, the IM number joined over prefixes. Films of one patient always share it.
   */
  readonly persons: Int32Array;
  /** Code of each sample's pathogen: an index into `PATHOGENS`. */
  readonly pathogens: Uint8Array;
  readonly patientRule: PatientRule;
  /** How many films told their patient by the rule (the others are each their own patient). */
  readonly namesUnderstood: number;
  readonly ignored: readonly Ignored[];
  /** FNV-1a over names, sizes, splits and labels (and patients, by another rule than names), as 8 hex digits: 'is it the same folder?'. */
  readonly fingerprint: string;
  /** The fingerprint by film names, whatever the rule: 'are these the same films?'. */
  readonly namedFingerprint: string;
}

/** What the index is made from: one file of a folder, or one entry of a zip. */
export interface Entry {
  readonly path: string;
  /** Bytes, uncompressed. */
  readonly size: number;
  /** The file's last change, ms since 1970, or a zip entry's CRC-32: tells a changed file of the same size. */
  readonly stamp?: number;
}

/** Films per split and class: `counts[split][label]`. */
export type Counts = Readonly<Record<Split, readonly number[]>>;
