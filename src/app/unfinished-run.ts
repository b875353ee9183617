import { AppError } from '../core/base/errors.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { Checkpoint, DatasetFacts } from '../core/report/model-record.ts';
import { deleteCheckpoint, findCheckpoint } from '../storage/checkpoints.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import { isOtherReading, patientsChanged } from './run-films.ts';
import { isHeldElsewhere, untilLetGo } from './run-lock.ts';
import { toResumable } from './run-outcome.ts';
import { notify } from './store.ts';

/** The run that a reload, a crash or a closed tab left unfinished or unsaved: found, made ready to go on, discarded. */
export class UnfinishedRun {
  readonly #context: AppContext;
  readonly #dataset: Dataset;
  /** The run of another tab that is waited for. */
  #awaited: string | null = null;

  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
  }

  /**
   * Looks for it. One that another tab is at work on is none of ours until that tab lets go of it, be it that the page before a
   * reload is just going.
   */
  async find(): Promise<void> {
    const checkpoint = await findCheckpoint().catch(() => null);
    const isOurs = checkpoint !== null && !(await isHeldElsewhere(checkpoint.id));
    this.#context.store.setState({ resumable: isOurs ? toResumable(checkpoint) : null });
    if (checkpoint && !isOurs) void this.#awaitTurn(checkpoint.id);
  }

  async #awaitTurn(id: string): Promise<void> {
    if (this.#awaited === id) return;
    this.#awaited = id;
    await untilLetGo(id);
    this.#awaited = null;
    await this.find();
  }

  /** Makes its films ready, patients as it saw them; null where it cannot go on, and that was said. */
  async ready(): Promise<Checkpoint | null> {
    const { store } = this.#context;
    const checkpoint = await findCheckpoint().catch(() => null);
    if (!checkpoint || (await isHeldElsewhere(checkpoint.id))) {
      store.setState({ resumable: null });
      return null;
    }
    if (checkpoint.dataset.source === 'synthetic' && store.getState().dataset.kind === 'empty') {
      await this.#dataset.commands().openSynthetic();
    }
    const { dataset } = store.getState();
    if (!('index' in dataset)) return null;
    const refusal = await this.takePatientsOf(checkpoint.dataset, dataset.index);
    if (refusal) notify(store, 'error', refusal);
    return refusal ? null : checkpoint;
  }

  /** Tells patients as the run did, where they are told otherwise by now; gives why it cannot go on with these films. */
  async takePatientsOf(run: DatasetFacts, index: DatasetIndex): Promise<AppError | null> {
    if (run.fingerprint === index.fingerprint) return null;
    if (!isOtherReading(run, index)) return new AppError('checkpoint-mismatch', { dataset: run.name });
    const data = await this.#context.workers.data();
    const revised = await data.regroupAs(run.fingerprint);
    if (!revised) return patientsChanged(run);
    this.#context.store.setState(({ dataset }) =>
      'index' in dataset ? { dataset: { ...dataset, index: revised } } : {},
    );
    return null;
  }

  async discard(): Promise<void> {
    const { store } = this.#context;
    const { resumable } = store.getState();
    store.setState({ resumable: null });
    if (resumable) await deleteCheckpoint(resumable.id).catch(() => undefined);
  }
}
