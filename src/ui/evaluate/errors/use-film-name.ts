import { fileNameOf } from '../../../core/dataset/film-name.ts';
import { useAppState } from '../../AppContext.tsx';

/** The name a film is called by on screen. */
export function useFilmName(sample: number): string {
  return useAppState(({ dataset }) => ('index' in dataset ? fileNameOf(dataset.index.paths[sample] ?? '') : ''));
}
