import { AppError, toAppError } from '../core/base/errors.ts';
import type { DatasetIndex } from '../core/dataset/types.ts';
import { positiveLabel } from '../core/metrics/positive-class.ts';
import { toScores } from '../core/metrics/scores.ts';
import { testResult } from '../core/metrics/test-result.ts';
import { joinLooks, type TestLook } from '../core/report/test-look.ts';
import { planOf, type SplitPlan } from '../core/training/config.ts';
import type { CurrentModel } from '../core/training/exchange.ts';
import { isBusy } from '../core/training/run-state.ts';
import { addLook, readLooks } from '../storage/looks.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import {
  type Evaluation,
  evaluationOf,
  type JudgedSplit,
  NO_EVALUATIONS,
  type Weights,
  withEvaluation,
} from './evaluations.ts';
import { judgedModel, weightsInHand } from './judged-model.ts';
import { Judgements } from './judgements.ts';
import { lookKeyOf } from './look-key.ts';
import { asRunSaw, isOfRun } from './run-films.ts';
import type { AppState, Commands, EvaluationPhase } from './state.ts';

type JudgeCommands = Pick<Commands, 'evaluate' | 'cancelEvaluation' | 'setOperatingPoint' | 'calibrate' | 'predict'>;

/** Asking the network in hand: about a split, about one film. */
export class Judge {
  readonly #context: AppContext;
  readonly #dataset: Dataset;
  readonly #judgements: Judgements;
  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
    this.#judgements = new Judgements(context);
    const { store } = context;
    store.subscribe((now, before) => {
      if (judgedModel(now) !== judgedModel(before) || indexOf(now) !== indexOf(before)) void this.#forget();
    });
  }

  /** The commands of the evaluate and predict screens. */
  commands(): JudgeCommands {
    return {
      evaluate: (split, weights) => this.#evaluate(split, weights),
      setOperatingPoint: (point) => this.#judgements.setPoint(point),
      calibrate: (weights) => this.#judgements.calibrate(weights),
      cancelEvaluation: () => void this.#context.evaluation.end(),
      predict: (file) => this.#predict(file),
    };
  }

  async #evaluate(split: JudgedSplit, weights: Weights): Promise<void> {
    const { store, evaluation } = this.#context;
    const state = store.getState();
    if (state.evaluation.kind === 'working' || isBusy(state.run)) return;
    this.#set({ kind: 'working', split, done: 0, total: 0 });
    await evaluation.run(async (signal) => {
      try {
        const index = await this.#ready(split, signal);
        const judge = (one: JudgedSplit) => this.#judgeSplit(one, { weights, index, signal });
        if (split === 'test' && !evaluationOf(store.getState().evaluations, 'validation', weights)) {
          await judge('validation').catch(unlessEmpty);
        }
        const { outputs, result } = await judge(split);
        if (split === 'test') await this.#look(weights, result.films);
        this.#set({ kind: 'done', outputs, result });
      } catch (error) {
        this.#set(signal.aborted ? { kind: 'none' } : { kind: 'failed', error: toAppError(error) });
      }
      // Of one that failed, the validation before it may stand.
      void this.#judgements.draw();
    });
  }

  /** The films, decoded as the network takes them; throws where network and films do not fit. */
  async #ready(split: JudgedSplit, signal: AbortSignal): Promise<DatasetIndex> {
    const { model, dataset } = this.#context.store.getState();
    if (model.kind === 'none') throw new AppError('no-model');
    if (!('index' in dataset)) throw new AppError('split-empty', { split });
    checkClasses(model.current, dataset.index.classNames);
    const decoded = await this.#dataset.ensureDecoded(model.current.preprocessing);
    signal.throwIfAborted();
    const index = indexOf(this.#context.store.getState());
    if (!decoded || !index) throw new AppError('split-empty', { split });
    return asRunSaw(model, index, await this.#context.workers.data());
  }

  async #judgeSplit(split: JudgedSplit, { weights, index, signal }: SplitTask): Promise<Evaluation> {
    const { store, workers } = this.#context;
    const train = await workers.train();
    const plan = planFor(store.getState());
    const onProgress = (done: number, total: number) => {
      if (!signal.aborted) this.#set({ kind: 'working', split, done, total });
    };
    const outputs = await train.evaluate({ split, plan, weights }, onProgress, signal);
    signal.throwIfAborted();
    // From here on the network answers with these weights: a temperature or a verdict of others says nothing of them.
    const { evaluations: known, model } = store.getState();
    if (known.calibrated?.weights !== weights) this.#judgements.calibrate(null);
    if (weightsInHand(known, model) !== weights) store.setState({ prediction: { kind: 'none' } });
    const evaluation = toEvaluation({ split, weights, outputs }, index);
    store.setState(({ evaluations }) => ({ evaluations: withEvaluation(evaluations, evaluation) }));
    if (split === 'validation') await this.#judgements.fit(evaluation);
    return evaluation;
  }

  /** Counts a look at the test set; where the browser keeps nothing it counts for this visit. */
  async #look(weights: Weights, films: number): Promise<void> {
    const { store } = this.#context;
    const state = store.getState();
    const key = lookKeyOf(state);
    if (!key) return;
    const look = { at: new Date().toISOString(), weights, films };
    const known = [...(state.evaluations.looks ?? []), look];
    const looks = joinLooks(known, await addLook(key, look).catch(() => []));
    store.setState(({ evaluations }) => ({ evaluations: { ...evaluations, looks } }));
  }

  /** Figures of another network, or on other films, say nothing of those in hand; the looks at these are read. */
  async #forget(): Promise<void> {
    const { store } = this.#context;
    const { evaluations } = store.getState();
    const model = judgedModel(store.getState());
    const { temperature, weights = 'last' } = model.kind === 'none' ? {} : model.current;
    const calibrated = temperature === undefined ? null : { temperature, weights };
    if (evaluations !== NO_EVALUATIONS || calibrated)
      store.setState({ evaluations: { ...NO_EVALUATIONS, calibrated } });
    const key = lookKeyOf(store.getState());
    if (!key) return;
    const looks = joinLooks(keptLooks(store.getState()), await readLooks(key).catch(() => []));
    const now = lookKeyOf(store.getState());
    if (now?.network !== key.network || now.fingerprint !== key.fingerprint) return;
    store.setState((state) => ({ evaluations: { ...state.evaluations, looks } }));
  }

  async #predict(file: File): Promise<void> {
    const { store, workers } = this.#context;
    store.setState({ prediction: { kind: 'working', file } });
    const isLatest = () => {
      const { prediction } = store.getState();
      return 'file' in prediction && prediction.file === file;
    };
    try {
      if (store.getState().model.kind === 'none') throw new AppError('no-model');
      const prediction = await (await workers.train()).predict(file);
      if (isLatest()) store.setState({ prediction: { kind: 'done', file, prediction } });
    } catch (error) {
      if (isLatest()) store.setState({ prediction: { kind: 'failed', file, error: toAppError(error) } });
    }
  }

  #set(evaluation: EvaluationPhase): void {
    this.#context.store.setState({ evaluation });
  }
}

interface SplitTask {
  readonly weights: Weights;
  readonly index: DatasetIndex;
  readonly signal: AbortSignal;
}

function toEvaluation(
  { split, weights, outputs }: Pick<Evaluation, 'split' | 'weights' | 'outputs'>,
  index: DatasetIndex,
): Evaluation {
  const { patients, classNames } = index;
  const about = {
    classes: classNames.length,
    clusters: Int32Array.from(outputs.samples, (sample) => patients[sample] as number),
    positive: positiveLabel(classNames),
  };
  const result = testResult(outputs, classNames.length);
  const scores = toScores(outputs, about);
  return { split, weights, outputs, index, result, scores, judged: null, curves: null, failure: null };
}

/** Looks that a kept network brings, where the films in hand are those it was judged on. */
function keptLooks({ model, dataset }: AppState): readonly TestLook[] {
  if (model.kind !== 'loaded' || !('index' in dataset)) return [];
  return isOfRun(model, dataset.index) ? (model.record.looks ?? []) : [];
}

/** A set without validation can be tested all the same. */
function unlessEmpty(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'split-empty') throw error;
}

function indexOf({ dataset }: AppState): DatasetIndex | null {
  return 'index' in dataset ? dataset.index : null;
}

/** The films a model was not trained on stay the same: the plan of its own run, else that of the form. */
function planFor({ model, config, leftOut }: AppState): SplitPlan {
  if (model.kind === 'trained') return model.plan;
  return model.kind === 'loaded' && model.record.run ? model.record.run.plan : planOf(config, leftOut);
}

function checkClasses(current: CurrentModel, classNames: readonly string[]): void {
  const same =
    current.classNames.length === classNames.length && current.classNames.every((name, i) => name === classNames[i]);
  if (!same) {
    throw new AppError('model-mismatch', { model: current.classNames.join(', '), films: classNames.join(', ') });
  }
}
