import { againstPublished } from '../metrics/comparison/compare.ts';
import { type Interval, isMissing, type Measured } from '../metrics/figure.ts';
import type { Judgement } from '../metrics/judge.ts';

/** A published figure without per-film outputs, beside ours. */
export interface Published {
  /** Who published it. */
  readonly source: 'hussan-2022' | 'kermany-2018';
  readonly figure: 'accuracy' | 'sensitivity' | 'specificity' | 'auc';
  readonly published: number;
  readonly ours: number;
  readonly interval: Interval;
  readonly verdict: 'inside' | 'outside';
}

/** Films of the official test split, on which all published figures were made. */
const OFFICIAL = { normal: 234, pneumonia: 390 } as const;

/** Hussan 2022 prints 578 of 624; Kermany et al., Cell 2018: 92.8, 93.2, 90.1 and AUC 0.968. */
const FIGURES: readonly Pick<Published, 'source' | 'figure' | 'published'>[] = [
  { source: 'hussan-2022', figure: 'accuracy', published: 578 / 624 },
  { source: 'kermany-2018', figure: 'accuracy', published: 0.928 },
  { source: 'kermany-2018', figure: 'sensitivity', published: 0.932 },
  { source: 'kermany-2018', figure: 'specificity', published: 0.901 },
  { source: 'kermany-2018', figure: 'auc', published: 0.968 },
];

/**
 * Published figures within or outside our intervals; none unless the films are the whole official test split (classes NORMAL
 * and PNEUMONIA, 234 and 390 films).
 */
export function publishedBeside(
  judgement: Judgement,
  about: { readonly classNames: readonly string[]; readonly split: string; readonly source: string },
): Published[] {
  const [normal, pneumonia] = about.classNames;
  const isOfficial =
    about.split === 'test' &&
    about.source !== 'synthetic' &&
    about.classNames.length === 2 &&
    normal?.toUpperCase() === 'NORMAL' &&
    pneumonia?.toUpperCase() === 'PNEUMONIA' &&
    judgement.support[0] === OFFICIAL.normal &&
    judgement.support[1] === OFFICIAL.pneumonia;
  if (!isOfficial) return [];
  return FIGURES.flatMap((figure) => {
    const ours = measuredOf(judgement, figure.figure);
    const verdict = againstPublished(ours, figure.published);
    if (isMissing(ours.value) || isMissing(ours.interval) || typeof verdict !== 'string') return [];
    return [{ ...figure, ours: ours.value, interval: ours.interval, verdict }];
  });
}

function measuredOf({ overall, classes }: Judgement, figure: Published['figure']): Measured {
  return figure === 'accuracy' ? overall.accuracy : (classes[1] as (typeof classes)[number])[figure];
}
