import { useEffect, useMemo, useState } from 'react';
import type { Evaluation } from '../../../app/evaluations.ts';
import type { Explanation, MapWish } from '../../../core/training/exchange.ts';
import { useCommands } from '../../AppContext.tsx';
import { type HeatMap, MapLoader } from './map-loader.ts';

/** Seed of the weights that the control map is drawn with; the same one gives the same map again. */
const CONTROL_SEED = 1;

/** Eight maps are soon drawn: nobody ends a call of the tiles. */
const ALWAYS = new AbortController().signal;

/** The films of an evaluation, and for each the class whose evidence is shown. */
export interface ShownFilms {
  readonly evaluation: Evaluation;
  readonly classes: Uint8Array;
}

/** Maps for the tiles, until other films or classes are shown. */
export function useMapLoader({ evaluation: { outputs, weights }, classes }: ShownFilms): MapLoader {
  const { explain } = useCommands();
  return useMemo(
    () =>
      new MapLoader(async (places) => {
        const samples = Uint32Array.from(places, (place) => outputs.samples[place] as number);
        const targets = Uint8Array.from(places, (place) => classes[place] as number);
        const found = await explain({ samples, weights, targets, method: 'cam', control: null }, ALWAYS);
        return found && 'maps' in found ? cut(found) : null;
      }),
    [explain, outputs, weights, classes],
  );
}

function cut({ maps, size }: Explanation): HeatMap[] {
  const pixels = size * size;
  return Array.from({ length: maps.length / pixels }, (_, i) => ({
    map: maps.subarray(i * pixels, (i + 1) * pixels),
    size,
  }));
}

/** A map under way, there, or not to be had. */
export type MapState = Explanation | 'waiting' | 'missing';

/** The map of one film; `isControl`: with weights drawn anew. */
export function useMap(
  { evaluation: { outputs, weights }, classes }: ShownFilms,
  place: number,
  method: MapWish['method'],
  isControl: boolean,
): MapState {
  const { explain } = useCommands();
  const sample = outputs.samples[place] as number;
  const target = classes[place] as number;
  const wish = `${sample} ${target} ${method} ${weights}`;
  const [state, setState] = useState<{ readonly wish: string; readonly map: MapState }>({ wish: '', map: 'waiting' });
  useEffect(() => {
    const abort = new AbortController();
    const control = isControl ? CONTROL_SEED : null;
    const request = { samples: Uint32Array.of(sample), targets: Uint8Array.of(target), weights, method, control };
    void explain(request, abort.signal).then((found) => {
      if (abort.signal.aborted) return;
      setState({ wish, map: found && 'maps' in found ? found : 'missing' });
    });
    return () => abort.abort();
  }, [explain, sample, target, weights, method, isControl, wish]);
  // The map of the film before must not stand beside this one.
  return state.wish === wish ? state.map : 'waiting';
}
