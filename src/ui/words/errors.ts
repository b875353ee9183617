import type { ErrorFilter } from '../../core/metrics/errors-first.ts';
import { formatCount, plural } from '../shared/format.ts';

/** Words of the gallery of errors. */
export const errorsWords = {
  title: 'Errors first',
  show: 'Show',
  filters: (positive: string): Readonly<Record<ErrorFilter, string>> => ({
    all: 'All, highest loss first',
    wrong: 'Wrong answers',
    falsePositive: `False positives (called ${positive})`,
    falseNegative: `False negatives (${positive} missed)`,
    leastCertain: 'Least certain',
    suspectLabel: 'Suspected wrong labels',
  }),
  rules: {
    all: 'Loss is −ln of the probability that the network gives to the film’s label.',
    wrong: 'Highest loss first.',
    falsePositive: 'Highest loss first.',
    falseNegative: 'Highest loss first.',
    leastCertain: 'Those first whose probability would have to move least for another answer.',
    suspectLabel:
      'Another class gets more than the label, and at least what films labelled with that class get on average (confident learning, Northcutt 2021). The network has not learned from these films; it may still be the network that is wrong.',
  } satisfies Record<ErrorFilter, string>,
  count: (films: number, all: number) => `${formatCount(films)} of ${plural(all, 'film', 'films')}`,
  none: 'No such film.',
  page: (first: number, last: number, all: number) =>
    `${formatCount(first)}–${formatCount(last)} of ${formatCount(all)}`,
  earlier: 'Earlier films',
  later: 'Further films',
  grid: 'Films, arrows move, the chosen one is shown above',
  tile: (place: number, name: string, truth: string, answer: string) =>
    `${place}: ${name}, truth ${truth}, answer ${answer}`,
  place: (place: number, all: number) => `${formatCount(place)} of ${formatCount(all)}`,
  previous: 'Previous film',
  next: 'Next film',
  keys: 'Arrow keys go to the film before and after.',
  method: 'Map',
  methods: { cam: 'By gradient', occlusion: 'By occlusion' },
  facts: {
    file: 'File',
    truth: 'Truth',
    answer: 'Answer',
    probability: (className: string) => `Probability of ${className}`,
    loss: 'Loss',
    patient: 'Films of this patient here',
  },
  noClass: 'none of the classes',
} as const;
