import { toAppError } from '../core/base/errors.ts';
import { areOfSameFilms, type KeptAnswers } from '../core/report/kept-answers.ts';
import { keepAnswers, readAnswers } from '../storage/answers.ts';
import { comparePair } from './compared.ts';
import type { AppContext } from './context.ts';
import type { Evaluation } from './evaluations.ts';
import { judgedModel, judgedRecord } from './judged-model.ts';
import { lookKeyOf } from './look-key.ts';
import type { AppState, Commands } from './state.ts';

/** What of an evaluation its answers hang on. */
type Answered = Pick<Evaluation, 'split' | 'weights' | 'outputs' | 'scores'>;

type CompareCommands = Pick<Commands, 'answersOn' | 'compare'>;

/** Keeps what networks answered, and compares two of them on the same films. */
export class Compare {
  readonly #context: AppContext;
  /** Answers that are being kept, by the evaluation's outputs: each once. */
  readonly #seen = new WeakSet<Evaluation['outputs']>();
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(context: AppContext) {
    this.#context = context;
    context.store.subscribe((now, before) => {
      if (now.evaluations.list === before.evaluations.list) return;
      for (const evaluation of now.evaluations.list) this.#keep(now, evaluation);
    });
  }

  /** The commands of the comparison. */
  commands(): CompareCommands {
    return {
      answersOn: (evaluation) => this.#answersOn(evaluation),
      compare: async (pair, point, signal) => {
        await this.#keeping;
        return comparePair(this.#context.workers.judge(), pair, point, signal).catch(toAppError);
      },
    };
  }

  /** A browser that keeps nothing can compare nothing later: the list then says so by being short. */
  #keep(state: AppState, evaluation: Evaluation): void {
    const kept = this.#seen.has(evaluation.outputs) ? null : toKept(state, evaluation, new Date().toISOString());
    if (!kept) return;
    this.#seen.add(evaluation.outputs);
    this.#keeping = this.#keeping.then(() => keepAnswers(kept)).catch(() => undefined);
  }

  async #answersOn(evaluation: Answered): Promise<readonly KeptAnswers[]> {
    const own = toKept(this.#context.store.getState(), evaluation, new Date().toISOString());
    if (!own) return [];
    await this.#keeping;
    const all = await readAnswers(own.fingerprint, own.split).catch(() => []);
    const others = all.filter((one) => one.network !== own.network || one.weights !== own.weights);
    return [own, ...others.filter((one) => areOfSameFilms(one, own))];
  }
}

function toKept(state: AppState, { split, weights, outputs, scores }: Answered, savedAt: string): KeptAnswers | null {
  const key = lookKeyOf(state);
  if (!key) return null;
  const { samples, labels, probabilities, classNames } = outputs;
  return {
    version: 1,
    ...key,
    ...{ weights, split, savedAt, classNames, samples, labels, probabilities },
    recipe: recipeOf(state),
    positive: scores.positive,
    patients: scores.clusters,
    outputs: outputs.outputs,
  };
}

function recipeOf(state: AppState): KeptAnswers['recipe'] {
  const model = judgedModel(state);
  const trained = judgedRecord(state);
  const { config, epochs } = trained
    ? { config: trained.facts.config, epochs: trained.epochs.length }
    : { config: model.kind === 'loaded' ? model.record.run?.config : null, epochs: epochsOf(model) };
  return config ? { preset: config.preset, epochs, seed: config.seed } : null;
}

function epochsOf(model: AppState['model']): number {
  return model.kind === 'loaded' ? (model.record.run?.history.length ?? 0) : 0;
}
