import { makeRng } from '../../base/rng.ts';
import { rankAuc } from '../../metrics/auc.ts';
import { splitGroups } from '../grouped-split.ts';
import { type BinnedColumns, fitStumps, scoreOf } from './stumps.ts';

/** Films of two kinds. */
export interface TwoKinds {
  readonly films: Uint32Array;
  /** 1 for the kind looked for, one place per sample of the dataset. */
  readonly isPositive: Uint8Array;
  /** Patient of every sample. */
  readonly patients: Int32Array;
}

/** How well films of two kinds are told apart, each judged by a classifier that has not seen its patient. */
export interface ToldApart {
  readonly auc: number;
  /** Of `auc`, as if the films were independent (Hanley and McNeil 1982). */
  readonly standardError: number;
}

const FOLDS = 5;
const SEED = 1;

/** Films of a kind that are needed to say anything. */
const FEWEST = 20;

/**
 * Cross-validated AUC of boosted stumps, five folds of whole patients; null with fewer than 20 films of a kind.
 * The folds are seeded: the same set gives the same figure.
 */
export function tellApart(columns: BinnedColumns, kinds: TwoKinds): ToldApart | null {
  const { films, isPositive, patients } = kinds;
  const positives = films.reduce((sum, film) => sum + (isPositive[film] as number), 0);
  const negatives = films.length - positives;
  if (positives < FEWEST || negatives < FEWEST) return null;
  const folds = splitGroups(
    {
      groups: Int32Array.from(films, (film) => patients[film] as number),
      labels: Uint8Array.from(films, (film) => isPositive[film] as number),
      classes: 2,
    },
    new Array<number>(FOLDS).fill(1),
    makeRng(SEED, 'tell-apart'),
  );
  const scores = new Float64Array(films.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitStumps(
      columns,
      films.filter((_, i) => folds[i] !== fold),
      isPositive,
    );
    films.forEach((film, i) => {
      if (folds[i] === fold) scores[i] = scoreOf(model, columns.columns, film);
    });
  }
  const auc = rankAuc(scores, (i) => isPositive[films[i] as number] === 1) ?? 0.5;
  return { auc, standardError: aucError(auc, positives, negatives) };
}

/** AUC on `judged` of a classifier that learned from `learned`; null when a kind is missing among them. */
export function tellOthersApart(columns: BinnedColumns, learned: TwoKinds, judged: Uint32Array): number | null {
  const model = fitStumps(columns, learned.films, learned.isPositive);
  const scores = Float64Array.from(judged, (film) => scoreOf(model, columns.columns, film));
  return rankAuc(scores, (i) => learned.isPositive[judged[i] as number] === 1);
}

/** Standard error of an AUC of independent films (Hanley and McNeil 1982, formula 2, exponential scores). */
function aucError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const spread = auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc);
  return Math.sqrt(Math.max(0, spread) / (positives * negatives));
}
