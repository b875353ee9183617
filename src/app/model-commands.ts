import { toAppError } from '../core/base/errors.ts';
import type { KeptJudgement } from '../core/report/model-record.ts';
import { joinLooks } from '../core/report/test-look.ts';
import { isBusy } from '../core/training/run-state.ts';
import { deleteCheckpoint } from '../storage/checkpoints.ts';
import { deleteModel, listModels } from '../storage/models.ts';
import type { FilesToSave } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import { evaluationOf } from './evaluations.ts';
import { weightsInHand } from './judged-model.ts';
import { isOfRun } from './run-films.ts';
import type { AppState, Commands } from './state.ts';
import { notify } from './store.ts';
import { weightsDigest } from './weights-digest.ts';

type ModelCommands = Pick<Commands, 'save' | 'load' | 'remove' | 'download' | 'upload'>;

/** Keeping networks: in this browser and as files. */
export class Models {
  readonly #context: AppContext;
  readonly #configure: () => Promise<unknown>;

  /** `configure` starts the backend when nothing has yet. */
  constructor(context: AppContext, configure: () => Promise<unknown>) {
    this.#context = context;
    this.#configure = configure;
  }

  /** The commands of the models screen. */
  commands(): ModelCommands {
    return {
      save: (name) => this.#attempt(() => this.#save(name)),
      load: (id) => this.#replace(() => this.#load(id)),
      remove: (id) => this.#attempt(() => this.#remove(id)),
      download: () => this.#attempt(() => this.#download()),
      upload: (files) => this.#replace(() => this.#upload(files)),
    };
  }

  /** Reads the list anew; an unreadable storage shows as an empty list. */
  async refresh(): Promise<void> {
    const models = await listModels().catch(() => []);
    this.#context.store.setState({ models });
  }

  async #save(name: string): Promise<void> {
    const { store, workers } = this.#context;
    const record = await (await workers.train()).save(name, this.#judged());
    await this.refresh();
    notify(store, 'info', { message: 'saved', name: record.name });
    if (record.run) await this.#forgetFinished(record.run.id);
  }

  async #load(id: string): Promise<void> {
    const { store, workers } = this.#context;
    await this.#configure();
    const { record, current } = await (await workers.train()).load(id);
    store.setState({ model: { kind: 'loaded', record, current }, ...NOTHING_JUDGED });
    notify(store, 'info', { message: 'loaded', name: record.name });
  }

  async #remove(id: string): Promise<void> {
    const name = this.#context.store.getState().models?.find((model) => model.id === id)?.name ?? '';
    await deleteModel(id);
    await this.refresh();
    notify(this.#context.store, 'info', { message: 'deleted', name });
  }

  async #download(): Promise<void> {
    const files = await (await this.#context.workers.train()).download(this.#judged());
    files.forEach(saveAsFile);
  }

  async #upload(files: readonly File[]): Promise<void> {
    const { store, workers } = this.#context;
    await this.#configure();
    const { record, current } = await (await workers.train()).upload(files);
    // With the record of its run it is known as well as one that was kept here.
    const model = record.run
      ? ({ kind: 'loaded', record, current } as const)
      : ({ kind: 'uploaded', current, digest: await weightsDigest(files) } as const);
    store.setState({ model, ...NOTHING_JUDGED });
    notify(store, 'info', { message: 'uploaded', name: files.map((file) => file.name).join(', ') });
  }

  /** A finished run that is saved need not be offered after a reload; one with epochs to go still is. */
  async #forgetFinished(id: string): Promise<void> {
    const { store } = this.#context;
    const { resumable } = store.getState();
    if (resumable?.id !== id || resumable.epochsDone < resumable.epochs) return;
    store.setState({ resumable: null });
    await deleteCheckpoint(id).catch(() => undefined);
  }

  #judged(): KeptJudgement {
    const state = this.#context.store.getState();
    const { model, evaluations } = state;
    const before: KeptJudgement = model.kind === 'loaded' ? model.record : { result: null };
    const now = judgedNow(state);
    const looks = before.looks || now.looks ? joinLooks(before.looks ?? [], now.looks ?? []) : undefined;
    return { result: now.result ?? before.result, temperature: evaluations.calibrated?.temperature, looks };
  }

  /** Puts another network in hand, unless the one in hand is learning. */
  async #replace(action: () => Promise<void>): Promise<void> {
    const { store } = this.#context;
    if (isBusy(store.getState().run)) notify(store, 'error', { message: 'stop-first', name: '' });
    else {
      await this.#context.evaluation.end();
      await this.#attempt(action);
    }
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      notify(this.#context.store, 'error', toAppError(error));
    }
  }
}

/** What was found on the test set that belongs to the network in hand; its record keeps nothing of others. */
function judgedNow({ evaluations, model, dataset }: AppState): KeptJudgement {
  if (!('index' in dataset) || !isOfRun(model, dataset.index)) return { result: null };
  const tested = evaluationOf(evaluations, 'test', weightsInHand(evaluations, model));
  return { result: tested?.result ?? null, looks: evaluations.looks ?? undefined };
}

/** Figures of the network before say nothing of the one now in hand. */
const NOTHING_JUDGED = { evaluation: { kind: 'none' }, prediction: { kind: 'none' } } as const;

function saveAsFile({ name, blob }: FilesToSave): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after the click; a minute is plenty and the memory comes back.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
