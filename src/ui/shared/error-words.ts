import type { ErrorCode } from '../../core/base/errors.ts';

/** What is said of an error: what happened, and what to do now. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

/** The words for every error code; total, so that a new code does not compile without its words. */
export const ERROR_WORDS: Readonly<Record<ErrorCode, ErrorWords>> = {
  'no-images': {
    title: 'No films were found in there',
    advice: 'Choose a folder or zip with one subfolder per class, each holding pictures or DICOM files.',
  },
  'one-class': {
    title: 'All films belong to one class',
    advice: 'A network learns to tell classes apart, so it needs two at least. Choose the folder one level up.',
  },
  'too-many-classes': {
    title: 'There are more than 20 class folders',
    advice: 'Each subfolder counts as a class. Choose a folder with 2 to 20 of them.',
  },
  'class-missing-in-split': {
    title: 'A class has no films in one of the splits',
    advice: 'Every class needs films for training. Add some, or take validation from the training patients instead.',
  },
  'split-empty': {
    title: 'A split that is needed has no films',
    advice: 'Choose another split, or take validation from the training patients (Train, Validation).',
  },
  'zip-damaged': {
    title: 'The zip file is damaged or cut off',
    advice: 'Download or copy it again, or unpack it and choose the folder.',
  },
  'zip-encrypted': {
    title: 'The zip file is locked with a password',
    advice: 'Unpack it with its password and choose the folder.',
  },
  'file-vanished': {
    title: 'A file is no longer where it was',
    advice: 'Was the folder moved, renamed or ejected? Choose it again.',
  },
  'files-not-open': {
    title: 'The files themselves are not open',
    advice:
      'The page kept these films at their decoded size alone. For another size, drop the folder or the zip again.',
  },
  'file-empty': {
    title: 'The file is empty',
    advice: 'It holds no bytes at all. Copy it again from where it came.',
  },
  'not-an-image': {
    title: 'This file is not a picture the page can read',
    advice: 'Choose a JPEG, PNG, WebP, BMP or DICOM file. The ending of the name alone does not make one.',
  },
  'image-damaged': {
    title: 'The picture is damaged or cut off',
    advice: 'Copy it again from where it came, or export it anew.',
  },
  'image-too-large': {
    title: 'The picture has too many pixels',
    advice: 'It was refused before decoding, to spare memory. Make a smaller copy of it first.',
  },
  'dicom-frames': {
    title: 'The DICOM file holds several frames',
    advice: 'A film is one picture. Export the frame you want as a file of its own.',
  },
  'dicom-not-radiograph': {
    title: 'The DICOM file is no radiograph',
    advice:
      'It is a slice or picture of another kind (CT, MR, ultrasound, say). Choose a projection X-ray: CR, DX or a secondary capture of one.',
  },
  'dicom-no-pixels': {
    title: 'The DICOM file holds no picture',
    advice: 'It is a report or a PDF, or its pixels are missing. Export the film itself.',
  },
  'dicom-unsupported': {
    title: 'The DICOM file packs its pixels in a way the page cannot read',
    advice: 'Export it anew as uncompressed, RLE, JPEG, JPEG-LS or JPEG 2000, in grey or RGB.',
  },
  'busy-training': {
    title: 'A network is training right now',
    advice: 'Stop the training first; what it has learned so far is kept.',
  },
  'config-invalid': {
    title: 'A setting cannot be used',
    advice: 'Look for the fields marked on the Train page and correct them.',
  },
  'backend-unavailable': {
    title: 'The chosen backend does not run in this browser',
    advice: 'Set Backend to Automatic on the Train page: it takes the fastest one that works here.',
  },
  'context-lost': {
    title: 'The graphics card was taken away from the page',
    advice: 'The computer slept, or the driver started anew. Go on from the last finished epoch, or train again.',
  },
  'kernel-failed': {
    title: 'This graphics card or its driver cannot run the training programs',
    advice: 'Set Backend to Automatic or WASM on the Train page; an update of the graphics driver may mend it.',
  },
  'out-of-memory': {
    title: 'There was not enough memory',
    advice: 'Choose a smaller batch size or image size, close other tabs, and train again.',
  },
  diverged: {
    title: 'The loss is no longer a number',
    advice: 'The steps were too large. Choose a learning rate ten times smaller and train again.',
  },
  'worker-crashed': {
    title: 'A background process of the page ended',
    advice: 'Reload the page. A run goes on from its last finished epoch.',
  },
  'no-model': {
    title: 'There is no network yet',
    advice: 'Train one, or load one on the Models page.',
  },
  'model-not-ours': {
    title: 'These files are not a model of ThoraxLab',
    advice: 'Choose model.json and weights.bin together, as the Download button made them. Nothing was changed.',
  },
  'model-lacks-weights': {
    title: 'The weights of this model are missing or cut off',
    advice: 'Choose model.json and weights.bin together. Nothing was changed.',
  },
  'model-has-nan': {
    title: 'The weights of this model hold values that are not numbers',
    advice: 'Its training went wrong, or the file is damaged. Nothing was changed.',
  },
  'model-mismatch': {
    title: 'The network and the films do not fit together',
    advice: 'They have different classes. Open the films this network was trained on, or train a new one.',
  },
  'patients-changed': {
    title: 'Patients are told otherwise now than in this network’s run',
    advice:
      'Its films were divided by the rule named below. Take that rule again (Data, Patients), so that none it has learned from is judged.',
  },
  'checkpoint-mismatch': {
    title: 'These are not the films the unfinished run was using',
    advice: 'Open the same folder or zip again to go on, or discard the unfinished run.',
  },
  'storage-unavailable': {
    title: 'The browser does not let the page keep anything',
    advice: 'Private windows and some settings forbid it. Download the model instead, or use an ordinary window.',
  },
  'storage-full': {
    title: 'The browser has no room left for this page',
    advice: 'Delete models you no longer need, or free space on the disk. Download what matters first.',
  },
  'record-damaged': {
    title: 'What was kept in this browser cannot be read any more',
    advice: 'Delete this entry; if you have its downloaded files, load those.',
  },
  'expression-invalid': {
    title: 'This is not a regular expression',
    advice:
      'Look for a bracket that is not closed. An example: ^(?<patient>[^_]+)_ takes everything before the first underscore.',
  },
  'expression-no-group': {
    title: 'The expression has no group named patient',
    advice: 'Put what tells the patient into (?<patient>…). An example: ^(?<patient>[^_]+)_',
  },
  'expression-slow': {
    title: 'The expression takes too long on these names',
    advice: 'Repeats inside repeats, like (a+)+, can take for ever. Write it without them. Nothing was changed.',
  },
  'table-unusable': {
    title: 'No row of the table has a film and a patient',
    advice: 'It needs the columns file and patient, separated by commas, semicolons or tabs.',
  },
  internal: {
    title: 'Something went wrong that nobody foresaw',
    advice: 'Try again; if it returns, reload the page. The details below help whoever mends it.',
  },
};
