import { AppError, toAppError } from '../core/base/errors.ts';
import type { Preprocessing } from '../core/pixels/settings.ts';
import type { Checkpoint, KeptJudgement, ModelRecord } from '../core/report/model-record.ts';
import type { ArchitectureName, BackendChoice } from '../core/training/config.ts';
import type { BackendInfo, EpochRecord, NetworkSummary, RunEnd, RunEvent } from '../core/training/events.ts';
import type {
  CurrentModel,
  EvaluateRequest,
  EvaluationOutputs,
  ExplainRequest,
  Explanation,
  MapWish,
  Prediction,
  TrainRequest,
} from '../core/training/exchange.ts';
import { type AvoidWebgl, deviceFailure } from '../core/training/fallback.ts';
import { saveCheckpoint } from '../storage/checkpoints.ts';
import { saveEpochOutputs } from '../storage/epoch-outputs.ts';
import { readModel, saveModel } from '../storage/models.ts';
import { deviceError, isDeviceLost } from './backend/device-error.ts';
import type { OnLost } from './backend/on-lost.ts';
import { startBackend } from './backend/start.ts';
import { fromArtifacts, fromFiles, type ModelFile, toArtifacts, toFiles } from './model-files.ts';
import { networkSpec } from './models/registry.ts';
import { summarise } from './models/summarise.ts';
import type { BatchPort } from './training/batch-port.ts';
import { untilAborted } from './training/batch-queue.ts';
import { evaluate, predict } from './training/evaluate.ts';
import { Network } from './training/network.ts';
import { runTraining } from './training/run.ts';
import { dividedFilms, type StartedRun, startRun } from './training/start-run.ts';
import { PauseGate } from './training/turn.ts';
import { ValidationTrace } from './training/validation-trace.ts';

/** What a session cannot know by itself. */
export interface SessionParts {
  readonly onLost: OnLost;
  /** Milliseconds of WASM's step of the probe, timed in another thread; null where it cannot be had. */
  readonly timeWasm?: () => Promise<number | null>;
  now(): Date;
  newId(): string;
}

/** Everything the train worker can be asked: one backend, and one network in hand. */
export class TrainSession {
  readonly #parts: SessionParts;
  readonly #gate = new PauseGate();
  #port: BatchPort | null = null;
  #started: { readonly choice: BackendChoice; readonly info: Promise<BackendInfo> } | null = null;
  #network: Network | null = null;
  /** What was evaluated last: kept while another network is trained, so that its answers can still be explained. */
  #judged: Network | null = null;
  #isTraining = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  attach(port: BatchPort): void {
    this.#port = port;
  }

  /** Starts the backend once; another one needs another worker. `auto` passes WebGL over for the reason `avoid`. */
  configure(choice: BackendChoice, avoid: AvoidWebgl | null = null): Promise<BackendInfo> {
    if (this.#started && this.#started.choice !== choice) throw new Error('the backend is chosen already');
    this.#started ??= { choice, info: this.#startBackend(choice, avoid) };
    return this.#started.info;
  }

  async #startBackend(choice: BackendChoice, avoid: AvoidWebgl | null): Promise<BackendInfo> {
    const { onLost, timeWasm } = this.#parts;
    try {
      return await startBackend(choice, onLost, { avoid, timeWasm });
    } catch (error) {
      // Another one may be tried.
      this.#started = null;
      throw error;
    }
  }

  /** The table of layers, without making a weight. */
  summary(architecture: ArchitectureName, preprocessing: Preprocessing, classes: number): NetworkSummary {
    return summarise(networkSpec(architecture, preprocessing, classes));
  }

  /** Trains; throws what stands in the way of the start and a lost or failing device, and returns what else happens after it. */
  async train(request: TrainRequest, onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<RunEnd> {
    this.#assertIdle();
    this.#isTraining = true;
    try {
      const { config, plan } = request;
      const backend = await this.configure(config.backend);
      const port = this.#films();
      const films = await untilAborted(port.describe(plan, 'train'), signal);
      signal.throwIfAborted();
      const place = { save: saveSound, now: this.#parts.now };
      const started = startRun(request, films, backend, place);
      const run = { plan, divided: dividedFilms(films), backend, dataset: films.dataset };
      return await this.#drive(started, { port, onEvent, signal, run });
    } catch (error) {
      throw deviceError(error);
    } finally {
      this.#isTraining = false;
    }
  }

  pause(): void {
    if (this.#isTraining) this.#gate.close();
  }

  resume(): void {
    this.#gate.release();
  }

  /**
   * Judges a split; once that is done, the weights that were judged are the ones that predict, save and download use. A judging that
   * is cancelled or fails changes nothing.
   */
  async evaluate(
    request: EvaluateRequest,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<EvaluationOutputs> {
    this.#assertIdle();
    const network = this.#current();
    const before = network.weights;
    network.choose(request.weights);
    this.#judge(network);
    // Its own run's division: under another one, validation would hold films it has learned from.
    const plan = network.run ? { ...network.run.plan, of: network.run.dataset.fingerprint } : request.plan;
    try {
      return await evaluate({ network, port: this.#films(), request: { ...request, plan }, signal, onProgress });
    } catch (error) {
      if (!isDeviceLost()) network.choose(before);
      throw error;
    }
  }

  async predict(file: File): Promise<Prediction> {
    return predict(this.#current(), this.#films(), file);
  }

  /** Maps of evidence for samples, by the network that was evaluated last; a training that goes on meanwhile is not disturbed. */
  async explain({ samples, weights, ...wish }: ExplainRequest, signal: AbortSignal): Promise<Explanation> {
    const network = this.#judged ?? this.#current();
    const { imageSize, interpolation, channels } = network.preprocessing;
    const films = await this.#films().films({ samples, settings: { imageSize, interpolation }, channels });
    const { explain } = await import('./explain/explain.ts');
    return explain(network.with(weights), films, wish, signal);
  }

  /** The same for one new film, by the network in hand. */
  async explainFile(file: File, wish: MapWish, signal: AbortSignal): Promise<Explanation> {
    const network = this.#current();
    const { imageSize, interpolation, channels } = network.preprocessing;
    const film = await this.#films().film(file, { imageSize, interpolation }, channels);
    const { explain } = await import('./explain/explain.ts');
    return explain(network, film, wish, signal);
  }

  /** Keeps the network in hand in the browser. Throws `storage-full`, `storage-unavailable`. */
  async save(name: string, judged: KeptJudgement | null): Promise<ModelRecord> {
    const network = this.#current();
    const record = this.#record(network, name, judged);
    await saveModel(record, await network.shown(() => toArtifacts(network.model)));
    return record;
  }

  /** Makes a kept network the one in hand; on any error the one before stays. */
  async load(id: string): Promise<{ record: ModelRecord; current: CurrentModel }> {
    const { record, artifacts } = await readModel(id);
    return { record, current: await this.#take(record, () => fromArtifacts(artifacts, record)) };
  }

  /** model.json and weights.bin of the network in hand. */
  async download(judged: KeptJudgement | null): Promise<ModelFile[]> {
    const network = this.#current();
    return toFiles(
      await network.shown(() => toArtifacts(network.model)),
      this.#record(network, 'ThoraxLab network', judged),
    );
  }

  /** Makes a network from files the one in hand; on any error the one before stays. */
  async upload(files: readonly File[]): Promise<{ record: ModelRecord; current: CurrentModel }> {
    const { record, artifacts } = await fromFiles(files);
    return { record, current: await this.#take(record, () => fromArtifacts(artifacts, record)) };
  }

  async #drive({ facts, learner, checkpoints }: StartedRun, parts: Drive): Promise<RunEnd> {
    const { port, onEvent, signal } = parts;
    const history: EpochRecord[] = [...facts.history];
    const { config } = facts;
    const run = { id: facts.id, config, ...parts.run, history };
    const { classNames } = checkpoints;
    const known = { classNames, preprocessing: config.preprocessing, run };
    const network = new Network(learner.model, known, learner.average);
    this.#replace(network);
    this.#gate.release();
    const keep = checkpoints.keep.bind(checkpoints);
    const trace = new ValidationTrace(facts, saveEpochOutputs);
    const events = runTraining({ facts, learner, judged: network, port, gate: this.#gate, signal, trace, keep });
    try {
      let next = await events.next();
      for (; !next.done; next = await events.next()) {
        if (next.value.kind === 'epoch') history.push(next.value.record);
        onEvent(next.value);
      }
      throwDeviceFailure(next.value);
      return next.value;
    } finally {
      learner.adam.dispose();
      if (!isDeviceLost()) await network.settle(checkpoints.best);
    }
  }

  async #take(record: ModelRecord, load: () => Promise<Network['model']>): Promise<CurrentModel> {
    this.#assertIdle();
    const backend = await this.configure(this.#started?.choice ?? 'auto');
    const network = new Network(await load(), record);
    if (this.#isTraining) {
      // A run began meanwhile: it keeps its network.
      network.dispose();
      throw new AppError('busy-training');
    }
    this.#replace(network);
    const { classNames, preprocessing, parameters, weights } = network;
    return { classNames, preprocessing, parameters, backend, weights, temperature: record.temperature };
  }

  #replace(network: Network): void {
    if (this.#network !== this.#judged) this.#network?.dispose();
    this.#network = network;
  }

  #judge(network: Network): void {
    if (this.#judged !== network && this.#judged !== this.#network) this.#judged?.dispose();
    this.#judged = network;
  }

  #record(
    { classNames, preprocessing, parameters, run, weights }: Network,
    name: string,
    judged: KeptJudgement | null,
  ): ModelRecord {
    const { now, newId } = this.#parts;
    const savedAt = now().toISOString();
    const { result = null, temperature, looks } = judged ?? {};
    const about = { version: 3, id: newId(), name, savedAt } as const;
    return { ...about, classNames, preprocessing, parameters, run, result, weights, temperature, looks };
  }

  #current(): Network {
    if (!this.#network) throw new AppError('no-model');
    return this.#network;
  }

  #films(): BatchPort {
    if (!this.#port) throw new Error('no way to the films');
    return this.#port;
  }

  #assertIdle(): void {
    if (this.#isTraining) throw new AppError('busy-training');
  }
}

/** Throws where the device is what failed: a step's numbers are no longer any once it is gone, say. */
function throwDeviceFailure(end: RunEnd): void {
  if (end.kind !== 'failed') return;
  const error = toAppError(deviceError(new AppError(end.code, end.details)));
  if (deviceFailure(error)) throw error;
}

/** Keeps a checkpoint unless its numbers come from a device that was lost while they were read. */
function saveSound(checkpoint: Checkpoint): Promise<void> {
  if (isDeviceLost()) throw new AppError('context-lost');
  return saveCheckpoint(checkpoint);
}

interface Drive {
  readonly port: BatchPort;
  readonly signal: AbortSignal;
  readonly run: Pick<NonNullable<ModelRecord['run']>, 'plan' | 'divided' | 'backend' | 'dataset'>;
  onEvent(event: RunEvent): void;
}
