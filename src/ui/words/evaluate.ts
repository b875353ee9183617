import { formatCount, formatInterval, plural } from '../shared/format.ts';

/** Words of the evaluate screen. */
export const evaluateWords = {
  title: 'Evaluate',
  noModel: 'There is no network to judge yet.',
  noFilms: 'There are no films to judge it on.',
  action: 'Evaluate',
  split: 'Films',
  weights: 'Weights',
  weightOptions: (bestEpoch: number | null) => ({
    last: 'Last epoch',
    best: bestEpoch === null ? 'Best epoch' : `Best epoch (${bestEpoch + 1})`,
  }),
  weightsHint: 'The paper reports the last epoch.',
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
  paper: {
    title: 'Beside the paper',
    same: (films: number) =>
      `The paper reports 92.63 % (578 of 624). That lies inside our interval: a difference of ${plural(films, 'film', 'films')} is what chance alone gives.`,
    better: (films: number) =>
      `The paper reports 92.63 % (578 of 624). Ours is higher by ${plural(films, 'film', 'films')}, more than chance between films alone explains; another seed may still differ.`,
    worse: (films: number) =>
      `The paper reports 92.63 % (578 of 624). Ours is lower by ${plural(films, 'film', 'films')}, more than chance between films alone explains; the paper's recipe itself swings between 78 and 93 % by seed and epoch.`,
    part: (interval: string) =>
      `The paper reports 92.63 % on 624 official test films. These are other films or a part of them, so only the intervals can be laid side by side: ${interval}.`,
    interval: (share: number, low: number, high: number) => formatInterval(share, [low, high]),
  },
  tool: {
    title: 'A research and teaching tool, not a medical device',
    paper:
      'It learned from children of one to five years, AP films of one hospital. It knows nothing of other people or other machines.',
    synthetic: 'It learned from films this page made up. What it says of real films means nothing.',
    other: (name: string) => `It learned from “${name}” alone. It knows nothing of films from elsewhere.`,
    unknown: 'The films it learned from are not recorded in its files.',
  },
} as const;
