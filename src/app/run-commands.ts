import { invalidRanges } from '../core/augment/policy.ts';
import { AppError, toAppError } from '../core/base/errors.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import type { Checkpoint, DatasetFacts } from '../core/report/model-record.ts';
import {
  type BackendChoice,
  type BackendName,
  invalidFields,
  numericFields,
  planOf,
  type TrainingConfig,
} from '../core/training/config.ts';
import type { BackendInfo, RunEnd, RunEvent } from '../core/training/events.ts';
import type { TrainRequest } from '../core/training/exchange.ts';
import {
  type AvoidWebgl,
  avoidAfter,
  type DeviceFailure,
  deviceFailure,
  nextBackend,
} from '../core/training/fallback.ts';
import { fallingBack, isBusy, type RunRecord, type RunState, recordOf } from '../core/training/run-state.ts';
import { deleteCheckpoint, findCheckpoint } from '../storage/checkpoints.ts';
import { newId } from '../workers/new-id.ts';
import type { TrainApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import { formerOf } from './judged-model.ts';
import { RunFeed } from './run-feed.ts';
import { isOtherReading, patientsChanged } from './run-films.ts';
import { toResumable, trainedModel } from './run-outcome.ts';
import type { Commands } from './state.ts';
import { notify } from './store.ts';

type RunCommands = Pick<Commands, 'train' | 'pause' | 'resume' | 'stop' | 'resumeRun' | 'goOnElsewhere' | 'discardRun'>;

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
  /** Set once `auto` has to do without WebGL. */
  #avoid: AvoidWebgl | null = null;
  /** The run under way, or the last one. */
  #request: TrainRequest | null = null;

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
      goOnElsewhere: () => this.#goOnElsewhere(),
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
    // Whoever asks for a backend by name may then have it tried again.
    if (choice !== 'auto') this.#avoid = null;
    this.#choice = choice;
    const train = await workers.train();
    const info = await train.configure(choice, this.#avoid);
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

  /** A run that died with its worker: said, and offered to go on from its last whole epoch, unless it goes on by itself. */
  async crashed(error: AppError): Promise<void> {
    this.#forgetWorker();
    const { store } = this.#context;
    const { run } = store.getState();
    if (isBusy(run) && !this.#goesOnByItself(error)) {
      store.setState({ run: { phase: 'failed', record: recordOf(run), error } });
    }
    await this.findResumable();
  }

  async #start(resume: Checkpoint | null): Promise<void> {
    const { run, config: form, leftOut } = this.#context.store.getState();
    const config = resume?.config ?? form;
    if (isBusy(run)) return;
    this.#abort = new AbortController();
    this.#startedAt = performance.now();
    const plan = resume?.plan ?? planOf(config, leftOut);
    await this.#run({ id: resume?.id ?? newId(), config, plan, resume }, { phase: 'preparing' });
  }

  async #run(request: TrainRequest, preparing: RunState): Promise<void> {
    const { store } = this.#context;
    const { config } = request;
    if (!('index' in store.getState().dataset) || !isUsable(config)) return;
    const { signal } = this.#abort;
    this.#request = request;
    const ended = this.#context.evaluation.end();
    store.setState((state) => ({ run: preparing, former: formerOf(state), evaluation: { kind: 'none' }, config }));
    try {
      const decoded = await this.#dataset.ensureDecoded(config.preprocessing);
      await ended;
      // The crash listener may have told of a dead worker meanwhile.
      const { run } = store.getState();
      if (run.phase !== 'preparing') return;
      if (!decoded || signal.aborted) {
        store.setState({ run: { phase: 'stopped', record: recordOf(run) } });
        return;
      }
      const { train } = await this.configure(config.backend);
      const end = await train.train(request, (event) => this.#onEvent(event), signal);
      this.#feed.flush();
      this.#settle(end);
    } catch (thrown) {
      this.#feed.flush();
      const error = toAppError(thrown);
      const failure = this.#goesOnByItself(error);
      if (failure) return this.#goElsewhere(failure, config);
      this.#fail(error, signal);
    }
    await this.findResumable();
  }

  /** Whether the next backend takes the run over unasked: where the choice is the page's and nobody has stopped or paused it. */
  #goesOnByItself(error: AppError): DeviceFailure | null {
    const { run, config } = this.#context.store.getState();
    const isAtWork = run.phase === 'running' || run.phase === 'preparing';
    const isFree = config.backend === 'auto' && this.#avoid === null && !this.#abort.signal.aborted;
    return isAtWork && isFree ? deviceFailure(error) : null;
  }

  /** Takes the run to another backend, from its last kept epoch; with `auto` past the one that failed. */
  async #goElsewhere(code: DeviceFailure, config: TrainingConfig): Promise<void> {
    const { store, workers } = this.#context;
    const request = this.#request;
    const { run, dataset } = store.getState();
    const record = recordOf(run);
    if (!request) return;
    if (config.backend === 'auto') this.#avoid = avoidAfter(code);
    workers.endTrain();
    this.#forgetWorker();
    const kept = await findCheckpoint().catch(() => null);
    const resume = kept?.id === request.id ? kept : null;
    // A run that failed may have been left a while, and patients told otherwise meanwhile.
    const refusal = resume && 'index' in dataset && (await this.#takePatientsOf(resume.dataset, dataset.index));
    const fallback = { code, from: backendOf(record, request), epochsKept: resume?.history.length ?? 0 };
    if (refusal) store.setState({ run: { phase: 'failed', record, error: refusal } });
    else await this.#run({ ...request, config, resume }, fallingBack(record, fallback));
  }

  /** A failed run goes on with the next backend, at the user's word. */
  async #goOnElsewhere(): Promise<void> {
    const { run, config } = this.#context.store.getState();
    const failure = run.phase === 'failed' && deviceFailure(run.error);
    const next = this.#request && nextBackend(backendOf(recordOf(run), this.#request));
    if (!failure || !next) return;
    this.#abort = new AbortController();
    await this.#goElsewhere(failure, config.backend === 'auto' ? config : { ...config, backend: next });
  }

  #forgetWorker(): void {
    const { store } = this.#context;
    this.#choice = null;
    store.setState(({ device }) => ({ device: { ...device, info: null }, ...NO_NETWORK }));
  }

  #onEvent(event: RunEvent): void {
    // From here on the new network is in hand; the worker remembers one before only to explain its answers.
    if (event.kind === 'started') this.#context.store.setState(NOT_IN_HAND);
    this.#feed.push(event);
  }

  #settle(end: RunEnd): void {
    const { store } = this.#context;
    const record = recordOf(store.getState().run);
    if (end.kind === 'failed') {
      store.setState({ run: { phase: 'failed', record, error: new AppError(end.code, end.details) } });
    } else if (record) {
      const phase = end.kind === 'finished' ? 'finished' : 'stopped';
      store.setState((state) => ({ run: { phase, record }, model: trainedModel(state, record), former: null }));
    } else {
      store.setState({ run: { phase: 'stopped', record } });
    }
  }

  #fail(error: AppError, signal: AbortSignal): void {
    const { store, workers } = this.#context;
    const { run } = store.getState();
    // The crash listener has told the state already.
    if (run.phase === 'failed') return;
    if (deviceFailure(error)) {
      workers.endTrain();
      this.#forgetWorker();
    }
    const record = recordOf(run);
    store.setState({ run: signal.aborted ? { phase: 'stopped', record } : { phase: 'failed', record, error } });
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
    const refusal = await this.#takePatientsOf(checkpoint.dataset, dataset.index);
    if (refusal) notify(store, 'error', refusal);
    else await this.#start(checkpoint);
  }

  /** Tells patients as the run did, where they are told otherwise by now; gives why it cannot go on with these films. */
  async #takePatientsOf(run: DatasetFacts, index: DatasetIndex): Promise<AppError | null> {
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

  async #discard(): Promise<void> {
    const { store } = this.#context;
    const { resumable } = store.getState();
    store.setState({ resumable: null });
    if (resumable) await deleteCheckpoint(resumable.id).catch(() => undefined);
  }
}

/** Figures and verdicts go with the network they are of. */
const NOT_IN_HAND = { model: { kind: 'none' }, evaluation: { kind: 'none' }, prediction: { kind: 'none' } } as const;

/** Nor is there a worker that remembers one. */
const NO_NETWORK = { ...NOT_IN_HAND, former: null } as const;

/** What a run works on, or was to. */
function backendOf(record: RunRecord | null, { config }: TrainRequest): BackendName {
  if (record) return record.facts.backend.backend;
  return config.backend === 'auto' ? 'webgl' : config.backend;
}

function isUsable(config: TrainingConfig): boolean {
  return invalidFields(numericFields(config)).length === 0 && invalidRanges(config.augmentation).length === 0;
}
