import { invalidRanges } from '../core/augment/policy.ts';
import { AppError, toAppError } from '../core/base/errors.ts';
import type { Checkpoint } from '../core/report/model-record.ts';
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
import { findCheckpoint } from '../storage/checkpoints.ts';
import { newId } from '../workers/new-id.ts';
import type { TrainApi } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import { formerOf } from './judged-model.ts';
import { RunFeed } from './run-feed.ts';
import { holdRun } from './run-lock.ts';
import { trainedModel } from './run-outcome.ts';
import type { Commands } from './state.ts';
import { notify } from './store.ts';
import { UnfinishedRun } from './unfinished-run.ts';

type RunCommands = Pick<Commands, 'train' | 'pause' | 'resume' | 'stop' | 'resumeRun' | 'goOnElsewhere' | 'discardRun'>;

/** Time within which two clicks are one double click, as desktops have it. */
const DOUBLE_CLICK_MS = 500;

/** Starting, steering and going on with runs; at most one is under way. */
export class Runs {
  readonly #context: AppContext;
  readonly #dataset: Dataset;
  readonly #unfinished: UnfinishedRun;
  readonly #feed: RunFeed;
  #abort = new AbortController();
  #startedAt = Number.NEGATIVE_INFINITY;
  /** What the train worker was told to run on, before it has answered. */
  #choice: BackendChoice | null = null;
  /** Set once `auto` has to do without WebGL. */
  #avoid: AvoidWebgl | null = null;
  /** A failed run is about to go on, at a click: a second one starts no second run. */
  #isMoving = false;
  /** The run under way, or the last one. */
  #request: TrainRequest | null = null;

  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
    this.#unfinished = new UnfinishedRun(context, dataset);
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
      resumeRun: async () => {
        const checkpoint = await this.#unfinished.ready();
        if (checkpoint) await this.#start(checkpoint);
      },
      goOnElsewhere: () => this.#goOnElsewhere(),
      discardRun: () => this.#unfinished.discard(),
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
  findResumable(): Promise<void> {
    return this.#unfinished.find();
  }

  /**
   * The train worker died. A run dies with it: said, and offered to go on from its last whole epoch, unless it goes on by itself.
   * So does a network in hand: said too.
   */
  async crashed(error: AppError): Promise<void> {
    // What the worker told before it died comes first.
    this.#feed.flush();
    const { store } = this.#context;
    const { run, model } = store.getState();
    this.#forgetWorker();
    if (!isBusy(run)) {
      if (model.kind !== 'none') notify(store, 'error', error);
    } else if (!this.#goesOnByItself(error)) {
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
    const release = holdRun(request.id);
    let failure: DeviceFailure | null = null;
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
      failure = this.#goesOnByItself(error);
      if (!failure) this.#fail(error, signal);
    } finally {
      release();
    }
    await (failure ? this.#goElsewhere(failure, config) : this.findResumable());
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
    const refusal =
      resume && 'index' in dataset && (await this.#unfinished.takePatientsOf(resume.dataset, dataset.index));
    const fallback = { code, from: backendOf(record, request), epochsKept: resume?.history.length ?? 0 };
    if (refusal) store.setState({ run: { phase: 'failed', record, error: refusal } });
    else await this.#run({ ...request, config, resume }, fallingBack(record, fallback));
  }

  /** A failed run goes on with the next backend, at the user's word. */
  async #goOnElsewhere(): Promise<void> {
    const { run, config } = this.#context.store.getState();
    const failure = run.phase === 'failed' && deviceFailure(run.error);
    const next = this.#request && nextBackend(backendOf(recordOf(run), this.#request));
    if (!failure || !next || this.#isMoving) return;
    this.#abort = new AbortController();
    this.#isMoving = true;
    try {
      await this.#goElsewhere(failure, config.backend === 'auto' ? config : { ...config, backend: next });
    } finally {
      this.#isMoving = false;
    }
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
