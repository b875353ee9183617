import { isMissing } from '../metrics/figure.ts';
import type { ValidationFit } from '../metrics/split-judgement.ts';
import type { ReportPoint } from './evaluation-report.ts';

/** What validation films may have chosen of that which is judged. */
export type ChosenThere = 'epoch' | 'threshold' | 'temperature';

interface Judged {
  readonly weights: 'last' | 'best';
  readonly point: ReportPoint['kind'];
  readonly fit: Pick<ValidationFit, 'temperature'> | null | undefined;
}

/** What the one validation set chose of these weights, this operating point and this temperature; the more, the more it flatters itself. */
export function chosenThere({ weights, point, fit }: Judged): readonly ChosenThere[] {
  const isFixed = point === 'screening' || point === 'balanced' || point === 'ruleIn';
  const isFitted = fit !== null && fit !== undefined && !isMissing(fit.temperature);
  const all = [
    { what: 'epoch', is: weights === 'best' },
    { what: 'threshold', is: isFixed },
    { what: 'temperature', is: isFitted },
  ] as const;
  return all.flatMap(({ what, is }) => (is ? [what] : []));
}
