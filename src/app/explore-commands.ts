import type { DataApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import type { Commands } from './state.ts';

/** Looking at decoded films; what cannot be had is null, and the page shows nothing in its place. */
export function exploreCommands({ store, workers }: AppContext): Pick<Commands, 'tiles' | 'meanFilms' | 'augmented'> {
  const ask = async <T>(call: (data: DataApi) => Promise<T>): Promise<T | null> => {
    if (store.getState().dataset.kind !== 'ready') return null;
    // Other films may be on their way meanwhile: the worker then says that nothing is decoded.
    return call(await workers.data()).catch(() => null);
  };
  return {
    tiles: (samples) => ask((data) => data.tiles(samples)),
    meanFilms: () => ask((data) => data.meanFilms()),
    augmented: (wish) => ask((data) => data.augmented(wish)),
  };
}
