import { invalidRanges } from '../core/augment/policy.ts';
import { AppError, toAppError } from '../core/base/errors.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
import {
  type BackendChoice,
  invalidFields,
  numericFields,
  planOf,
  type TrainingConfig,
} from '../core/training/config.ts';
import type { BackendInfo, RunEnd, RunEvent } from '../core/training/events.ts';
import { isBusy, type RunRecord, recordOf } from '../core/training/run-state.ts';
import { deleteCheckpoint, findCheckpoint } from '../storage/checkpoints.ts';
import { newId } from '../workers/new-id.ts';
import type { TrainApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import { RunFeed } from './run-feed.ts';
import type { AppState, Commands, ResumableRun } from './state.ts';
import { notify } from './store.ts';

type RunCommands = Pick<Commands, 'train' | 'pause' | 'resume' | 'stop' | 'resumeRun' | 'discardRun'>;

/** Time within which two clicks are one double click, as desktops have it. */
const DOUBLE_CLICK_MS = 500;

/** Starting, steering and going on with runs; at most one is under way. */
export class Runs {
  readonly #context: AppContext;
  readonly #dataset: Dataset;
  readonly #feed: RunFeed;
  #abort = new AbortController();
  #startedAt = Number.NEGATIVE_INFINITY;
  /** What the train worker was told to run on, before it has answered. */
  #choice: BackendChoice | null = null;

  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
    this.#feed = new RunFeed(context.store);
  }

  /** The commands of the train screen. */
  commands(): RunCommands {
    const train = () => this.#context.workers.train();
    return {
      train: () => this.#start(null),
      pause: async () => {
        if (!this.#isDoubleClick()) await (await train()).pause();
      },
      resume: async () => (await train()).resume(),
      stop: () => {
        if (!this.#isDoubleClick()) this.#stop();
      },
      resumeRun: () => this.#goOn(),
      discardRun: () => this.#discard(),
    };
  }

  /** Starts the backend of `choice`; a worker that runs another one, or is about to, is replaced. */
  async configure(choice: BackendChoice): Promise<{ train: TrainApi; info: BackendInfo }> {
    const { store, workers } = this.#context;
    if (this.#choice !== null && this.#choice !== choice) {
      workers.endTrain();
      store.setState({ device: { choice, info: null }, ...NO_NETWORK });
    }
    this.#choice = choice;
    const train = await workers.train();
    const info = await train.configure(choice);
    store.setState({ device: { choice, info } });
    return { train, info };
  }

  /** Starts the backend that was asked for last, or the form's when none was yet. */
  async ensureBackend(): Promise<void> {
    await this.configure(this.#choice ?? this.#context.store.getState().config.backend);
  }

  /** Looks for a run that a reload, a crash or a closed tab left unfinished. */
  async findResumable(): Promise<void> {
    const checkpoint = await findCheckpoint().catch(() => null);
    this.#context.store.setState({ resumable: checkpoint && toResumable(checkpoint) });
  }

  /** A run that died with its worker: said, and offered to go on from its last whole epoch. */
  async crashed(error: AppError): Promise<void> {
    this.#choice = null;
    const { store } = this.#context;
    const { run, device } = store.getState();
    store.setState({ device: { ...device, info: null }, ...NO_NETWORK });
    if (isBusy(run)) store.setState({ run: { phase: 'failed', record: recordOf(run), error } });
    await this.findResumable();
  }

  async #start(resume: Checkpoint | null): Promise<void> {
    const { store } = this.#context;
    const { run, config: formConfig, dataset, leftOut } = store.getState();
    const config = resume?.config ?? formConfig;
    const plan = resume?.plan ?? planOf(config, leftOut);
    if (isBusy(run) || !('index' in dataset) || !isUsable(config)) return;
    this.#abort = new AbortController();
    this.#startedAt = performance.now();
    const { signal } = this.#abort;
    const ended = this.#context.evaluation.end();
    store.setState({ run: { phase: 'preparing' }, evaluation: { kind: 'none' }, config });
    try {
      const decoded = await this.#dataset.ensureDecoded(config.preprocessing);
      await ended;
      // The crash listener may have told of a dead worker meanwhile.
      if (store.getState().run.phase !== 'preparing') return;
      if (!decoded || signal.aborted) {
        store.setState({ run: { phase: 'stopped', record: null } });
        return;
      }
      const { train } = await this.configure(config.backend);
      const id = resume?.id ?? newId();
      const end = await train.train({ id, config, plan, resume }, (event) => this.#onEvent(event), signal);
      this.#feed.flush();
      this.#settle(end);
    } catch (error) {
      this.#feed.flush();
      this.#fail(error, signal);
    }
    await this.findResumable();
  }

  #onEvent(event: RunEvent): void {
    // From here on the worker holds the new network; the one before is gone.
    if (event.kind === 'started') this.#context.store.setState(NO_NETWORK);
    this.#feed.push(event);
  }

  #settle(end: RunEnd): void {
    const { store } = this.#context;
    const record = recordOf(store.getState().run);
    if (end.kind === 'failed') {
      store.setState({ run: { phase: 'failed', record, error: new AppError(end.code, end.details) } });
    } else if (record) {
      const phase = end.kind === 'finished' ? 'finished' : 'stopped';
      store.setState((state) => ({ run: { phase, record }, model: trainedModel(state, record) }));
    } else {
      store.setState({ run: { phase: 'stopped', record } });
    }
  }

  #fail(thrown: unknown, signal: AbortSignal): void {
    const { store } = this.#context;
    const { run } = store.getState();
    // The crash listener has told the state already.
    if (run.phase === 'failed') return;
    const record = recordOf(run);
    const end = signal.aborted
      ? { phase: 'stopped' as const }
      : { phase: 'failed' as const, error: toAppError(thrown) };
    store.setState({ run: { ...end, record } });
  }

  /** The second click of a double click on Train lands on the button that takes its place: it is meant for neither. */
  #isDoubleClick(): boolean {
    return performance.now() - this.#startedAt < DOUBLE_CLICK_MS;
  }

  #stop(): void {
    if (this.#context.store.getState().run.phase === 'preparing') this.#dataset.cancel();
    this.#context.store.setState(({ run }) =>
      run.phase === 'running' || run.phase === 'paused' ? { run: { phase: 'stopping', record: run.record } } : {},
    );
    this.#abort.abort();
  }

  async #goOn(): Promise<void> {
    const { store } = this.#context;
    const checkpoint = await findCheckpoint().catch(() => null);
    if (!checkpoint) {
      store.setState({ resumable: null });
      return;
    }
    if (checkpoint.dataset.source === 'synthetic' && store.getState().dataset.kind === 'empty') {
      await this.#dataset.commands().openSynthetic();
    }
    const { dataset } = store.getState();
    if (!('index' in dataset)) return;
    if (dataset.index.fingerprint !== checkpoint.dataset.fingerprint) {
      notify(store, 'error', new AppError('checkpoint-mismatch', { dataset: checkpoint.dataset.name }));
    } else {
      await this.#start(checkpoint);
    }
  }

  async #discard(): Promise<void> {
    const { store } = this.#context;
    const { resumable } = store.getState();
    store.setState({ resumable: null });
    if (resumable) await deleteCheckpoint(resumable.id).catch(() => undefined);
  }
}

/** Figures and verdicts go with the network they are of. */
const NO_NETWORK = { model: { kind: 'none' }, evaluation: { kind: 'none' }, prediction: { kind: 'none' } } as const;

function isUsable(config: TrainingConfig): boolean {
  return invalidFields(numericFields(config)).length === 0 && invalidRanges(config.augmentation).length === 0;
}

function trainedModel({ dataset }: AppState, record: RunRecord): AppState['model'] {
  if (!('index' in dataset)) return { kind: 'none' };
  const { config, plan, network, backend } = record.facts;
  const { classNames, name, source } = dataset.index;
  const current = { classNames, preprocessing: config.preprocessing, parameters: network.parameters, backend };
  return {
    kind: 'trained',
    current,
    epochs: record.epochs.length,
    bestEpoch: record.bestEpoch,
    films: { name, source },
    plan,
  };
}

function toResumable({ id, savedAt, history, config, dataset }: Checkpoint): ResumableRun {
  return {
    id,
    savedAt,
    epochsDone: history.length,
    epochs: config.epochs,
    datasetName: dataset.name,
    datasetSource: dataset.source,
    fingerprint: dataset.fingerprint,
  };
}
