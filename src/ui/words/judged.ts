import type { ClassFigure, OverallFigure } from '../../core/metrics/columns.ts';
import type { ChosenThere } from '../../core/report/chosen-there.ts';
import { formatCount, formatDate, plural } from '../shared/format.ts';

/** Names of the figures: a radiologist's word first, a data scientist's in brackets. */
export const FIGURE_NAMES: Readonly<Record<OverallFigure | ClassFigure, string>> = {
  loss: 'Loss',
  accuracy: 'Accuracy',
  balancedAccuracy: 'Balanced accuracy',
  mcc: 'MCC',
  kappa: 'Cohen’s kappa',
  brier: 'Brier score',
  logLoss: 'Log loss',
  sensitivity: 'Sensitivity (recall)',
  specificity: 'Specificity',
  ppv: 'PPV (precision)',
  npv: 'NPV',
  f1: 'F1',
  auc: 'AUC',
  averagePrecision: 'Average precision',
};

/** Words of what stands on the evaluate screen once films were judged. */
export const judgedWords = {
  open: 'Open the test set',
  openAgain: 'Open the test set again',
  sealed: {
    title: 'The test set is sealed',
    text: 'It answers one question once: how well this network does on films that had no say in it. Choose settings, epoch and threshold on validation; whoever looks here and then changes something has turned the test set into a second validation.',
    what: 'Opening it asks the network about every test film. The look is counted and dated in this browser, and goes into every record and report of this network. Nothing is learned from the films.',
    first: 'Validation is judged first, so that thresholds are fixed before the test set is seen.',
  },
  beforeValidation:
    'Validation is always open: look as often as you like. Where it chooses epoch, threshold or temperature, it flatters.',
  looks: (count: number) => (count === 0 ? 'Not looked at yet.' : `Looked at ${plural(count, 'time', 'times')}.`),
  look: (at: string, films: number, weights: 'last' | 'best') =>
    `${formatDate(at)}, ${plural(films, 'film', 'films')}, ${weights === 'best' ? 'best epoch' : 'last epoch'}`,
  lookList: 'Looks at the test set',
  counts: (films: number, patients: number) =>
    `${plural(films, 'film', 'films')} of ${plural(patients, 'patient', 'patients')}`,
  drawing: 'Drawing the intervals',
  drawingHint: (patients: number) =>
    `2,000 draws of ${plural(patients, 'patient', 'patients')}, each with all films of theirs.`,
  figures: {
    title: 'How well it does',
    at: {
      argmax: 'A film gets the class of the larger probability.',
      threshold: (name: string, threshold: string, how: string) =>
        `A film is called ${name} from a probability of ${threshold} on: ${how}.`,
      how: {
        screening: 'the screening point, fixed on validation',
        balanced: 'the balanced point, fixed on validation',
        ruleIn: 'the rule-in point, fixed on validation',
        own: 'a threshold of your own',
      },
    },
    of: (hits: number, all: number) => `${formatCount(hits)} of ${formatCount(all)}`,
    n: (films: number) => `n = ${formatCount(films)}`,
    doubt: 'In brackets: 95 % interval, bootstrap by patient.',
    all: 'All figures, and the textbook intervals',
    why: 'By patient: patients are drawn, each with all films of theirs, because films of one child resemble each other. Wilson and DeLong take every film for another patient; they come out narrower than the truth where patients have several films, and stand here so that you can compare with papers that use them. At 0 or 100 % no draw differs, and Wilson with patients as trials takes over.',
    caption: 'All figures',
    columns: ['Figure', 'Value', '95 % by patient', 'Textbook', 'Films'],
    wilson: 'Wilson',
    delong: 'DeLong',
    byPatients: 'Wilson, patients as trials',
    overall: 'All films',
    against: (name: string) => `${name} against the rest`,
    macro: 'Macro mean',
    weighted: 'Weighted mean',
    ece: 'Expected calibration error',
    eceNote: 'no interval: biased upwards, depends on its bins',
  },
  report: {
    title: 'Classification report',
    hint: 'As scikit-learn prints it.',
    copy: 'Copy',
    copied: 'Copied',
  },
} as const;

/** Says what the one validation set chose, or null where it chose nothing. */
export function chosenWords(chosen: readonly ChosenThere[]): string | null {
  const [first, ...others] = chosen;
  if (!first) return null;
  if (others.length === 0)
    return `The ${first} was chosen on validation, so its own figures flatter a little; only the test set is fair.`;
  const last = others.at(-1);
  const list = [first, ...others.slice(0, -1)].join(', ');
  return `One validation set chose ${list} and ${last} at once: what it says of itself is too good. Only the test set is fair.`;
}
