import { classScores, type ScoredFilms } from './predictions.ts';

/**
 * Area under the ROC curve: the share of (positive, negative) pairs in which the positive scores higher, ties half
 * (Mann-Whitney; Hanley and McNeil 1982). Null when a side is empty or a score is NaN.
 */
export function rankAuc(scores: Float64Array, isPositive: (index: number) => boolean): number | null {
  if (scores.some(Number.isNaN)) return null;
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) end++;
    const meanRank = (start + end + 1) / 2;
    for (const film of order.subarray(start, end)) {
      if (!isPositive(film)) continue;
      positives++;
      rankSum += meanRank;
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (!positives || !negatives) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * AUC of a network. Two classes: the second against the first by `p1 / (p0 + p1)`.
 * More: mean over the classes, each against the rest. Null when a class has no films or an output is NaN.
 */
export function auc(films: ScoredFilms, classes: number): number | null {
  const against = (label: number) =>
    rankAuc(classScores(films, label, classes), (film) => films.labels[film] === label);
  if (classes === 2) return against(1);
  const areas = Array.from({ length: classes }, (_, label) => against(label));
  return areas.every((area) => area !== null) ? areas.reduce((sum, area) => sum + area, 0) / classes : null;
}
