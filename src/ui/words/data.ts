import type { IgnoredReason } from '../../core/dataset/types.ts';
import { plural } from '../shared/format.ts';

/** Words of the data screen. */
export const dataWords = {
  title: 'Data',
  empty: {
    headline: 'Drop your films here',
    advice: 'A folder, several folders or a .zip, with one subfolder per class. They stay on this device.',
    expects: 'For example',
    example: [
      'chest_xray/',
      '├ train/',
      '│ ├ NORMAL/*.jpeg',
      '│ └ PNEUMONIA/*.jpeg',
      '├ val/   (may be missing)',
      '└ test/',
    ],
    folder: 'Choose folder',
    folderLabel: 'Folder of films',
    zip: 'Choose zip',
    zipLabel: 'Zip of films',
    synthetic: 'Try with synthetic films',
    syntheticHint: 'No films at hand? The page draws its own, to see a whole run in about a minute.',
  },
  replace: 'Other films',
  view: {
    label: 'Part of the data',
    overview: 'Overview',
    films: 'Films',
    measures: 'Measures',
    patients: 'Patients',
    loading: 'Loading',
  },
  reading: (name: string) => `Reading ${name}`,
  readingHint: 'Listing the files. Nothing is decoded yet.',
  train: 'Train',
  decodeAgain: 'Decode again',
  summary: (films: string, classes: string, patients: string) => `${films} in ${classes}, ${patients}`,
  patients: (count: number) => plural(count, 'patient', 'patients'),
  table: {
    title: 'Films',
    caption: 'Films per split and class',
    split: 'Split',
    all: 'All',
  },
  bars: { title: 'Balance', none: 'No films' },
  first: {
    title: 'First films of each class',
    film: (name: string, split: string) => `${name}, ${split}`,
    gone: 'not readable',
  },
  order: (names: readonly string[]) =>
    names.length === 2
      ? `Classes in alphabetical order: ${names[0]} is 0, ${names[1]} is 1.`
      : 'Classes are numbered in alphabetical order.',
  splitByApp: 'No train and test folders were found, so the page divided the films itself, patient by patient.',
  synthetic: {
    title: 'These films are synthetic',
    text: 'They were drawn by this page, with and without opacities. Good for learning how it works; they say nothing about real patients.',
  },
  decoding: {
    title: 'Decoding',
    label: 'Films decoded',
    starting: 'Starting the decoders',
    whole: 'This browser cannot decode films at a smaller scale, so large ones take longer. Chrome and Edge can.',
    cancelled: 'Decoding was cancelled. The films have to be decoded once before they can be used.',
    listed: (seconds: string) => `Listed in ${seconds}.`,
    done: (films: string) => `${films} decoded`,
    took: (seconds: string, rate: string) => `in ${seconds} (${rate}).`,
    size: (side: number) => `Kept as ${side} × ${side} px.`,
    canvas: 'This browser disturbs what it draws, to guard privacy. The page decodes with its own, slower code.',
    failed: (count: number) =>
      `${plural(count, 'film', 'films')} could not be read and ${count === 1 ? 'is' : 'are'} left out`,
  },
  ignored: {
    title: (count: number) => `${plural(count, 'entry', 'entries')} left out`,
    none: 'Nothing was left out.',
    more: (count: number) => `and ${count} more`,
  },
} as const;

/** Why an entry is no film of the dataset; total. */
export const IGNORED_WORDS: Readonly<Record<IgnoredReason, string>> = {
  'system-file': 'Files of the operating system',
  'not-an-image': 'Not a picture',
  'duplicate-tree': 'The same film again in a copied folder tree',
  'same-path': 'Another entry of the same path comes later and counts',
  'no-class-folder': 'Not inside a class folder',
  'unsafe-path': 'A path that points outside the folder',
  'file-empty': 'Empty file',
  'image-damaged': 'Damaged or cut-off picture',
  'image-too-large': 'Too many pixels',
  'dicom-frames': 'DICOM of several frames, no single film',
  'dicom-not-radiograph': 'DICOM of another kind than a radiograph (a CT or MR slice, say)',
  'dicom-no-pixels': 'DICOM without a picture (a report or PDF, or its pixels are missing)',
  'dicom-unsupported': 'DICOM in a way of packing pixels that is not read here',
  'file-vanished': 'No longer there',
  unreadable: 'Could not be read from the disk',
};
