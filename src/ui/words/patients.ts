import type { FalseAlarms } from '../../core/dataset/shared-patients.ts';
import type { PatientRule } from '../../core/dataset/types.ts';
import { formatCount, plural } from '../shared/format.ts';

/** Words of the patients panel. */
export const patientWords = {
  title: 'Patients',
  byRule: {
    names:
      'Inferred from the film names, the only source there is: person number and pathogen for pneumonia, prefix and IM number for normal films.',
    expression: (source: string) => `Told by your regular expression ${source}`,
    table: (file: string) => `Told by your table ${file}`,
  },
  consistent: (counts: readonly number[]) =>
    `Consistent with 0 shared patients: ${counts.map(formatCount).join(' / ')} in train / validation / test.`,
  shared: (count: number) =>
    `${plural(count, 'patient stands', 'patients stand')} in more than one split: a network is then judged on children it has learned from.`,
  single: 'These names tell no patient: each film counts as a patient of its own.',
  keptTogether:
    'Where the page itself splits, it keeps films together by the coarser person number, which can only be safer.',
  lesson: {
    text: 'The same names, read more coarsely, look like children in train and test alike. These are false alarms: person12_bacteria and person12_virus are most likely two children.',
    caption: 'Patients that seem to stand in train and in test, by key',
    key: 'Key',
    shared: 'Seem shared',
    right: 'Person and pathogen; prefix and IM number',
  },
  rule: {
    label: 'Tell patients by',
    names: 'Film names',
    expression: 'Expression',
    table: 'Table',
  },
  names: { take: 'Use the film names' },
  expression: {
    label: 'Regular expression with a group named patient',
    hint: 'Tried on the file name, then on the whole path.',
    placeholder: '^(?<patient>[^_]+)_',
  },
  table: {
    label: 'Table of file and patient',
    choose: 'Choose a CSV file',
    hint: 'Columns file and patient; a header is not needed. It stays on this device, kept with the decoded films.',
  },
  reading: 'Reading the names',
  told: (told: number, all: number, patients: number) =>
    `${formatCount(told)} of ${plural(all, 'film', 'films')} told; ${plural(patients, 'patient', 'patients')} in all.`,
  example: (name: string, patient: string) => `${name} is of patient ${patient}.`,
  untold: (count: number, first: string) =>
    count === 1
      ? `One film is not told and counts as a patient of its own: ${first}`
      : `${formatCount(count)} films are not told; each counts as a patient of its own. The first: ${first}`,
  spareRows: (count: number) => `${plural(count, 'row names', 'rows name')} no film of this set.`,
  nothing: 'No film is told. Nothing would change.',
  take: 'Use it',
  later: 'This can be changed once the films are decoded and no network trains.',
} as const;

/** The coarser keys, in the order of the table; total. */
export const KEY_WORDS: Readonly<Record<keyof FalseAlarms, string>> = {
  person: 'Person number, without the pathogen',
  classNumber: 'Class and number',
  number: 'Number alone',
};

/** How the patients in use are told. */
export function ruleWords(rule: PatientRule): string {
  switch (rule.kind) {
    case 'names':
      return patientWords.byRule.names;
    case 'expression':
      return patientWords.byRule.expression(rule.source);
    case 'table':
      return patientWords.byRule.table(rule.file);
  }
}
