import { useMemo } from 'react';
import { type OperatingPoint, pointFor, type Weights } from '../../../app/evaluations.ts';
import { useAppState } from '../../AppContext.tsx';

/** The operating point in use for answers with these weights. */
export function usePoint(weights: Weights): OperatingPoint {
  const point = useAppState((state) => state.evaluations.point);
  const fits = useAppState((state) => state.evaluations.fits);
  return useMemo(() => pointFor({ point, fits }, weights), [point, fits, weights]);
}
