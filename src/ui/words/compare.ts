import type { Verdict } from '../../core/metrics/comparison/compare.ts';
import { formatDate, plural } from '../shared/format.ts';

/** Words of the comparison of two networks. */
export const compareWords = {
  title: 'Compare two networks',
  alone:
    'Every evaluation is kept in this browser. Judge another network on these films, and the two can be compared here.',
  first: 'Network A',
  second: 'Network B',
  at: 'Each at its own',
  points: {
    argmax: 'Larger probability',
    screening: 'Screening point',
    balanced: 'Balanced point',
    ruleIn: 'Rule-in point',
  },
  atLikeliest: 'each at its likeliest class',
  atPoint: (point: string, first: string, second: string) =>
    `each at its own ${point.toLowerCase()}, fixed on its own validation films (A from ${first} on, B from ${second} on)`,
  swap: 'Swap A and B',
  action: 'Compare',
  working: 'Drawing patients for both networks',
  same: 'Choose two different networks.',
  name: (name: string | null, recipe: string, at: string) =>
    `${name ? `${name}: ` : ''}${recipe}, judged ${formatDate(at)}`,
  recipe: (preset: string, epochs: number, seed: number, isBest: boolean) =>
    `${preset}, ${plural(epochs, 'epoch', 'epochs')}${isBest ? ', best epoch' : ''}, seed ${seed}`,
  files: 'from files',
  own: 'this network',
  caption: 'B less A',
  columns: ['Figure', 'B is', 'A', 'B', 'B less A', '95 % by patient'],
  how: (films: string, at: string) =>
    `${films}. Paired bootstrap: the same 2,000 draws of patients for both, ${at}. The interval alone decides what B is.`,
  beside: 'For reference, films taken for independent',
  ignores:
    'Both ignore siblings: films of one patient are alike, so these p values come out too small. They decide nothing here.',
  mcNemar: (first: number, second: number, p: string, method: string) =>
    `McNemar: right only by A ${plural(first, 'film', 'films')}, only by B ${plural(second, 'film', 'films')}; p ${p} (${method}).`,
  deLong: (p: string) => `DeLong, difference of the AUC: p ${p}.`,
  methods: { exact: 'exact', 'chi-squared': 'chi-squared' },
  recipes: 'It compares two trained networks, not two recipes: train several seeds to compare recipes.',
} as const;

/** What may be said of B; total. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  'not-shown-to-differ': 'not shown to differ',
  'no-interval': 'no verdict',
};
