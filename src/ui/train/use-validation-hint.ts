import { useMemo } from 'react';
import { divideSplits } from '../../core/dataset/plan.ts';
import { countSiblings } from '../../core/dataset/shared-patients.ts';
import { planOf, type TrainingConfig } from '../../core/training/config.ts';
import { useAppState } from '../AppContext.tsx';
import { formatCount, formatPercent } from '../shared/format.ts';
import { trainWords } from '../words/train.ts';

const words = trainWords.validationHints;

/** What the chosen source of validation means; for a leaky one how leaky, counted on the films in hand. */
export function useValidationHint(config: TrainingConfig): string {
  const { validation, validationPercent, seed } = config;
  const index = useAppState(({ dataset }) => ('index' in dataset ? dataset.index : null));
  const leftOut = useAppState((state) => state.leftOut);
  return useMemo(() => {
    if (validation !== 'films' || !index) return words[validation];
    const codes = divideSplits(index, planOf({ validation, validationPercent, seed }, leftOut));
    const { films, siblings } = countSiblings(codes, index.patients);
    if (films === 0 || siblings === 0) return words.films;
    return words.leaky(formatCount(siblings), formatCount(films), formatPercent(siblings / films, 0));
  }, [index, leftOut, validation, validationPercent, seed]);
}
