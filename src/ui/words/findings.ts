import type { PropertyName } from '../../core/dataset/findings/properties.ts';
import type { Finding, FindingCode, Severity } from '../../core/dataset/findings/types.ts';
import { formatCount, formatPercent, plural } from '../shared/format.ts';

/** Words around the findings. */
export const findingsWords = {
  title: 'Findings',
  looking: 'Looking at the files…',
  undecoded: 'So far from names and sizes only: the films are not decoded.',
  none: 'Nothing found: no shared patients, no copies, no odd or unreadable films, no file that gives the class away.',
  count: (all: number, serious: number) =>
    `${plural(all, 'finding', 'findings')}${serious > 0 ? `, ${formatCount(serious)} serious` : ''}`,
  showFilms: (count: number) => (count === 1 ? 'Show the film' : `Show ${formatCount(count)} films`),
  showPatients: 'How patients are told',
  undo: 'Undo',
  evidence: 'Evidence',
  done: 'Done',
  copies: (shown: number, all: number) =>
    shown === all ? 'Every group, side by side' : `The first ${shown} of ${formatCount(all)} groups, side by side`,
  group: (split: string, className: string) => `${split}, ${className}`,
  gone: 'not readable',
} as const;

/** How grave a finding is; total. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  serious: 'Serious',
  warning: 'Look at this',
  info: 'Good to know',
};

/** Properties of files and pictures; total. */
export const PROPERTY_WORDS: Readonly<Record<PropertyName, string>> = {
  bytes: 'File size',
  width: 'Width',
  height: 'Height',
  area: 'Number of pixels',
  aspect: 'Width ÷ height',
  format: 'File format',
  components: 'Colour components',
  bitDepth: 'Bits per pixel',
  progressive: 'Progressive JPEG',
  iccProfile: 'Colour profile',
  exif: 'EXIF data',
  adobeMarker: 'Adobe marker',
  quantisation: 'JPEG compression',
  mean: 'Brightness',
  deviation: 'Contrast',
  borderContrast: 'Brightness of the border',
};

/** What is said of a finding of one kind. */
export interface FindingWords {
  /** A few words, for a list of kinds. */
  readonly title: string;
  /** One sentence with the figures. */
  readonly headline: (finding: Finding) => string;
  /** Why it matters, one or two sentences. */
  readonly why: (finding: Finding) => string;
  /** On the button. */
  readonly act?: (finding: Finding) => string;
  /** In the headline's place once that was done. */
  readonly done?: (finding: Finding) => string;
}

/** The figure called `name`, 0 where the finding has none. */
export function numberOf({ numbers }: Finding, name: string): number {
  return numbers[name] ?? 0;
}

/** `0.932 (0.921–0.943)`: an AUC with its interval of 95 %. */
function aucWords(auc: number, standardError: number): string {
  const [low, high] = [auc - 1.96 * standardError, Math.min(1, auc + 1.96 * standardError)];
  return `${auc.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

const films = (count: number) => plural(count, 'film', 'films');

const leaveOut = (finding: Finding) => `Leave out ${films(finding.leaveOut.length)}`;

const leaveCopiesOut = (finding: Finding) => `Leave out ${plural(finding.leaveOut.length, 'copy', 'copies')}`;

const leftOut = ({ leaveOut: { length } }: Finding) => `${films(length)} ${length === 1 ? 'is' : 'are'} left out.`;

const copyLeftOut = (finding: Finding) =>
  `${leftOut(finding)} One of each group stays, a test film where there is one.`;

/** ` 3 groups reach across splits, 1 across classes.` or nothing. */
function acrossWords(finding: Finding): string {
  const [splits, classes] = [numberOf(finding, 'acrossSplits'), numberOf(finding, 'acrossClasses')];
  const parts = [
    splits > 0 && `${plural(splits, 'group reaches', 'groups reach')} across splits`,
    classes > 0 && `${plural(classes, 'group has', 'groups have')} two classes`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? ` ${parts.join(', ')}.` : '';
}

function nearCopyWords(finding: Finding): string {
  const count = numberOf(finding, 'films');
  const early = numberOf(finding, 'unfinished') ? ' So many films look alike that not all were compared.' : '';
  if (count === 0) return `No near copies were found.${early}`;
  const groups = plural(numberOf(finding, 'groups'), 'group', 'groups');
  return `${films(count)} look like the same picture in files that differ, in ${groups}.${acrossWords(finding)}${early}`;
}

/** Percentage points of one film of so many. */
function points(count: number): string {
  return Number((100 / count).toPrecision(3)).toString();
}

function validationWords(finding: Finding): string {
  const count = numberOf(finding, 'films');
  if (count === 0) return 'There are no validation films: the epochs cannot be compared.';
  if (count === 1) return 'Validation has one film: each epoch is either 0 % or 100 %.';
  return `Validation has ${formatCount(count)} films: one film is ${points(count)} points.`;
}

function sharedWords(finding: Finding): string {
  const [siblings, all] = [numberOf(finding, 'siblings'), numberOf(finding, 'validationFilms')];
  const patients = numberOf(finding, 'patients');
  if (finding.action === 'validation-by-patient') {
    return `${formatCount(siblings)} of ${formatCount(all)} validation films (${formatPercent(siblings / all, 0)}) have a sibling in training: another film of the same patient.`;
  }
  const withTest = numberOf(finding, 'withTest');
  const inTest = withTest > 0 ? `, ${formatCount(withTest)} of them in test` : '';
  return `${plural(patients, 'patient stands', 'patients stand')} in more than one split${inTest} (${films(finding.films.length)}).`;
}

function falseAlarmWords(finding: Finding): string {
  const most = Math.max(...['person', 'classNumber', 'number'].map((key) => numberOf(finding, key)));
  const patients = ['train', 'validation', 'test'].map((split) => formatCount(numberOf(finding, split))).join(' / ');
  return `No patient is shared (${patients} in train / validation / test), though coarser keys raise up to ${formatCount(most)} false alarms.`;
}

/** Words of every finding; total. */
export const FINDING_WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  'tiny-validation': {
    title: 'Small validation',
    headline: validationWords,
    why: () => 'The best epoch is chosen by these films. With so few of them, chance chooses.',
    act: (finding) => `Take ${numberOf(finding, 'percent')} % of the training patients`,
    done: (finding) =>
      `Validation takes ${numberOf(finding, 'percent')} % of the training patients; the validation folder is left aside.`,
  },
  'class-imbalance': {
    title: 'Unbalanced classes',
    headline: (finding) =>
      `${finding.names.largest} has ${numberOf(finding, 'ratio').toFixed(1)} times the training films of ${finding.names.smallest}: ${formatCount(numberOf(finding, 'largest'))} and ${formatCount(numberOf(finding, 'smallest'))}.`,
    why: (finding) =>
      `Whoever calls every film ${finding.names.largest} is right on ${formatPercent(numberOf(finding, 'largestShare'))} of them. Class weights let each class count alike.`,
    act: () => 'Weigh the classes',
    done: () => 'Class weights are on: each class counts alike.',
  },
  'exact-duplicates': {
    title: 'Copies',
    headline: (finding) =>
      `${films(numberOf(finding, 'films'))} are copies of one another, byte for byte, in ${plural(numberOf(finding, 'groups'), 'group', 'groups')}.${acrossWords(finding)}`,
    why: () =>
      'A test film that was also trained on is remembered, not judged; a film that is there twice counts twice.',
    act: leaveCopiesOut,
    done: copyLeftOut,
  },
  'near-duplicates': {
    title: 'Near copies',
    headline: nearCopyWords,
    why: () =>
      'Scaled or compressed again, a film is still the same film. Look before you leave them out: two films of one child may be as alike.',
    act: leaveCopiesOut,
    done: copyLeftOut,
  },
  'shared-patients': {
    title: 'Shared patients',
    headline: sharedWords,
    why: () =>
      'A network knows again whom it has learned from: figures on such films are better than they will be on new patients.',
    act: (finding) => (finding.action === 'leave-out' ? leaveOut(finding) : 'Take validation by patient'),
    done: (finding) =>
      finding.action === 'leave-out'
        ? `${leftOut(finding)} Each patient stays where it judges most: in test before validation.`
        : 'Validation takes whole patients from training: none is on both sides.',
  },
  'coarse-patient-keys': {
    title: 'Patient keys',
    headline: falseAlarmWords,
    why: () =>
      'Inferred from the film names, the only source there is. By a coarser key children who differ look like one.',
  },
  'unknown-names': {
    title: 'Names without a patient',
    headline: (finding) =>
      `${formatCount(numberOf(finding, 'unknown'))} of ${plural(numberOf(finding, 'films'), 'film does', 'films do')} not tell the patient: each counts as a patient of its own.`,
    why: () => 'If a patient has several of these films, they may stand on both sides of a split, and nobody sees it.',
  },
  'unreadable-films': {
    title: 'Unreadable films',
    headline: (finding) => `${films(numberOf(finding, 'films'))} cannot be read and take no part.`,
    why: () => 'Files cut short by a download are the usual reason: a new copy may mend them.',
  },
  'wrong-extension': {
    title: 'Wrong file endings',
    headline: (finding) =>
      `${films(numberOf(finding, 'films'))} ${numberOf(finding, 'films') === 1 ? 'is' : 'are'} of another format than the name says: ${finding.names.file} is ${finding.names.format?.toUpperCase()}.`,
    why: () => 'This page goes by what is in the file. Other tools go by the name and may fail.',
  },
  'mixed-colour': {
    title: 'Colour films',
    headline: (finding) =>
      `${formatCount(numberOf(finding, 'films'))} of ${films(numberOf(finding, 'ofFilms'))} have colour, ${formatCount(numberOf(finding, 'inClass'))} of them in ${finding.names.className}.`,
    why: () =>
      'Radiographs have none: coloured marks or screenshots, and where one class has them, colour tells the class.',
  },
  'file-tells-class': {
    title: 'Files tell the class',
    headline: (finding) =>
      `File properties alone tell the class with an AUC of ${aucWords(numberOf(finding, 'auc'), numberOf(finding, 'standardError'))}, n = ${plural(numberOf(finding, 'films'), 'training film', 'training films')}.`,
    why: () =>
      'No lung was looked at. A network may learn such traces of size and compression, which mean nothing elsewhere.',
  },
  'blank-films': {
    title: 'Blank films',
    headline: (finding) => `${films(numberOf(finding, 'films'))} show nothing: one grey all over.`,
    why: () => 'There is nothing to learn from them but the label.',
    act: leaveOut,
    done: leftOut,
  },
  'inverted-films': {
    title: 'Negatives',
    headline: (finding) =>
      numberOf(finding, 'films') === 1
        ? 'One film looks like a negative: black bones, white lungs.'
        : `${films(numberOf(finding, 'films'))} look like negatives: black bones, white lungs.`,
    why: () => 'A network takes them for something of their own, and a white lung is what pneumonia looks like.',
    act: leaveOut,
    done: leftOut,
  },
  'extreme-brightness': {
    title: 'Very dark or bright films',
    headline: (finding) =>
      `${films(numberOf(finding, 'films'))} ${numberOf(finding, 'films') === 1 ? 'is' : 'are'} very dark or very bright as a whole.`,
    why: () => 'Little of the picture is left in them; look whether they can be read at all.',
    act: leaveOut,
    done: leftOut,
  },
  'splits-differ': {
    title: 'Test differs from training',
    headline: (finding) =>
      `Test films can be told from training films of their class with an AUC of ${aucWords(numberOf(finding, 'auc'), numberOf(finding, 'standardError'))}, n = ${plural(numberOf(finding, 'testFilms'), 'test film', 'test films')}.`,
    why: () =>
      'They were made otherwise, so test figures will fall short of validation, and a threshold chosen there may not fit.',
  },
  'not-compared': {
    title: 'Films not compared',
    headline: () => 'The films could not be compared with one another: that part of the page failed.',
    why: () =>
      'Near copies, files that tell the class and a test set that differs from training were not looked for. Load the page again.',
  },
};
