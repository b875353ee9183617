import { toAppError } from '../core/base/errors.ts';
import type { DecodeSettings } from '../core/pixels/settings.ts';
import { PRESETS, type TrainingConfig } from '../core/training/config.ts';
import { isBusy } from '../core/training/run-state.ts';
import { deleteKeptFilms, listKeptFilms, readHandles } from '../storage/kept-films.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import type { AppState, Commands } from './state.ts';

/** Sets of films that this browser keeps decoded: opened again without a drop, listed, deleted. */
export class KeptSets {
  readonly #context: AppContext;
  readonly #dataset: Dataset;

  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
    context.store.subscribe((now, before) => {
      const isNew = now.dataset.kind === 'ready' && reportOf(now) !== reportOf(before);
      if (isNew) void this.#hear();
    });
  }

  commands(): Pick<Commands, 'openKept' | 'deleteKept'> {
    return {
      openKept: (id) => this.#open(id),
      deleteKept: async (id) => {
        await deleteKeptFilms(id).catch(() => {});
        await this.refresh();
      },
    };
  }

  /** Reads the list; a browser that keeps nothing has an empty one. */
  async refresh(): Promise<void> {
    const list = await listKeptFilms().catch(() => []);
    this.#context.store.setState(({ kept }) => ({ kept: { ...kept, list } }));
  }

  async #open(id: string): Promise<void> {
    const { store } = this.#context;
    const name = store.getState().kept.list.find((set) => set.id === id)?.name ?? '';
    const handles = await openHandles(id);
    await this.#dataset.openBy(name, async (data, signal) => {
      const { index, settings } = await data.openKept(id, handles, signal);
      store.setState(({ config, run }) => (isBusy(run) ? {} : { config: fittingConfig(config, settings) }));
      return index;
    });
  }

  /** Hears whether the films in hand were kept, once they are written. */
  async #hear(): Promise<void> {
    const { store, workers } = this.#context;
    const data = await workers.data();
    const failure = await data.kept().catch((error: unknown) => toAppError(error).code);
    store.setState(({ kept }) => ({ kept: { ...kept, failure } }));
    await this.refresh();
  }
}

function reportOf({ dataset }: AppState) {
  return dataset.kind === 'ready' ? dataset.report : null;
}

/** Asked on the click that opens the set, as browsers want it; without leave the set serves as it was decoded. */
async function openHandles(id: string): Promise<FileSystemHandle[]> {
  const handles = (await readHandles(id).catch(() => [])) as readonly AskedHandle[];
  const answers = await Promise.all(handles.map(askLeave));
  return handles.filter((_, i) => answers[i] === 'granted');
}

async function askLeave(handle: AskedHandle): Promise<PermissionState> {
  return (await handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied' as const)) ?? 'denied';
}

/** Not yet in TypeScript's library. */
interface AskedHandle extends FileSystemHandle {
  requestPermission?(wish: { mode: 'read' }): Promise<PermissionState>;
}

/** Settings under which the films need no decoding: those in the form, else the first preset for such films, else the form's with their size. */
function fittingConfig(config: TrainingConfig, { imageSize, interpolation }: DecodeSettings): TrainingConfig {
  const fits = ({ preprocessing }: TrainingConfig) =>
    preprocessing.imageSize === imageSize && preprocessing.interpolation === interpolation;
  const preset = [config, ...Object.values(PRESETS).map((one) => one.config)].find(fits);
  if (preset) return { ...preset, backend: config.backend };
  return { ...config, preprocessing: { ...config.preprocessing, imageSize, interpolation } };
}
