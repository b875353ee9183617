import { formatCount } from '../shared/format.ts';

/** Words of the evaluate screen. */
export const evaluateWords = {
  title: 'Evaluate',
  noModel: 'There is no network to judge yet.',
  noFilms: 'There are no films to judge it on.',
  action: 'Evaluate',
  split: 'Judged on',
  weights: 'Weights',
  weightOptions: (bestEpoch: number | null) => ({
    last: 'Last epoch',
    best: bestEpoch === null ? 'Best epoch' : `Best epoch (${bestEpoch + 1})`,
  }),
  weightsHint: 'The paper reports the last epoch.',
  former: {
    learning: 'Another network is being trained. The one that was judged before stays here with its films and maps.',
    ended: 'The run ended without a network. The one that was judged before it stays here with its films and maps.',
    notAsked: 'It was not asked about these films, and now it can only be looked at.',
  },
  working: 'Evaluating',
  starting: 'Getting the films ready',
  done: (films: string, seconds: string) => `${films}, ${seconds}.`,
  confusion: {
    title: 'Confusion matrix',
    caption: 'Confusion matrix',
    truth: 'Truth',
    predicted: 'called',
    other: 'other',
    otherHint: 'The network has more outputs than there are classes; a film given to one of those is wrong.',
    rowFilms: (films: number) => `n = ${formatCount(films)}`,
    share: 'Shares of',
    byRow: 'Row',
    byColumn: 'Column',
    press: 'A cell opens its films.',
    cell: (count: string, truth: string, answer: string, share: string) =>
      `${count} ${truth} called ${answer}, ${share}: show the films`,
    cellTitle: (truth: string, answer: string, films: string) => `${truth} called ${answer}: ${films}`,
  },
  tool: {
    title: 'A research and teaching tool, not a medical device',
    paper: (name: string) =>
      `It learned from “${name}”. If these are the published films, as their classes suggest: children of one to five years, AP films of one hospital. It knows nothing of other people or other machines.`,
    synthetic: 'It learned from films this page made up. What it says of real films means nothing.',
    other: (name: string) => `It learned from “${name}” alone. It knows nothing of films from elsewhere.`,
    unknown: 'The films it learned from are not recorded in its files.',
  },
} as const;
