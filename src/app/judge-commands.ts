import { AppError, toAppError } from '../core/base/errors.ts';
import type { Split } from '../core/dataset/types.ts';
import { testResult } from '../core/metrics/test-result.ts';
import { planOf, type SplitPlan } from '../core/training/config.ts';
import type { CurrentModel, EvaluationOutputs } from '../core/training/exchange.ts';
import { isBusy } from '../core/training/run-state.ts';
import type { AppContext } from './context.ts';
import type { Dataset } from './dataset-commands.ts';
import type { AppState, Commands, EvaluationPhase } from './state.ts';

type JudgeCommands = Pick<Commands, 'evaluate' | 'cancelEvaluation' | 'predict'>;

/** Asking the network in hand: about a split, about one film. */
export class Judge {
  readonly #context: AppContext;
  readonly #dataset: Dataset;
  constructor(context: AppContext, dataset: Dataset) {
    this.#context = context;
    this.#dataset = dataset;
  }

  /** The commands of the evaluate and predict screens. */
  commands(): JudgeCommands {
    return {
      evaluate: (split, weights) => this.#evaluate(split, weights),
      cancelEvaluation: () => void this.#context.evaluation.end(),
      predict: (file) => this.#predict(file),
    };
  }

  async #evaluate(split: Split, weights: 'last' | 'best'): Promise<void> {
    const { store, evaluation } = this.#context;
    const state = store.getState();
    if (state.evaluation.kind === 'working' || isBusy(state.run)) return;
    this.#set({ kind: 'working', done: 0, total: 0 });
    await evaluation.run(async (signal) => {
      try {
        const outputs = await this.#outputs(split, weights, signal);
        signal.throwIfAborted();
        const result = testResult(outputs, outputs.classNames.length);
        this.#set({ kind: 'done', outputs, result });
      } catch (error) {
        this.#set(signal.aborted ? { kind: 'none' } : { kind: 'failed', error: toAppError(error) });
      }
    });
  }

  async #outputs(split: Split, weights: 'last' | 'best', signal: AbortSignal): Promise<EvaluationOutputs> {
    const { store, workers } = this.#context;
    const state = store.getState();
    const { model, dataset } = state;
    if (model.kind === 'none') throw new AppError('no-model');
    if (!('index' in dataset)) throw new AppError('split-empty', { split });
    checkClasses(model.current, dataset.index.classNames);
    const decoded = await this.#dataset.ensureDecoded(model.current.preprocessing);
    signal.throwIfAborted();
    if (!decoded) throw new AppError('split-empty', { split });
    const train = await workers.train();
    const plan = planFor(state);
    const onProgress = (done: number, total: number) => {
      if (!signal.aborted) this.#set({ kind: 'working', done, total });
    };
    return train.evaluate({ split, plan, weights }, onProgress, signal);
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
