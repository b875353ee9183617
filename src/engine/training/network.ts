import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { ModelRecord } from '../../core/report/model-record.ts';
import type { Judged } from './outputs.ts';
import { modelVariables, readFlat, writeFlat } from './variables.ts';
import type { WeightAverage } from './weight-average.ts';

/** Which of a run's weights are looked at. */
export type WeightsName = 'last' | 'best';

/** What is known of a network beside its weights. */
type NetworkFacts = Pick<ModelRecord, 'classNames' | 'preprocessing' | 'run' | 'weights'>;

/** The network in hand: a model, what it expects, and where it comes from. */
export class Network {
  readonly model: LayersModel;
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly run: ModelRecord['run'];
  private running: WeightAverage | null;
  private chosen: WeightsName;
  private last: Float32Array | null = null;
  private best: Float32Array | null = null;

  /** `average` while the network still learns and is judged by the mean of its weights. */
  constructor(model: LayersModel, facts: NetworkFacts, average: WeightAverage | null = null) {
    this.model = model;
    this.running = average;
    this.classNames = facts.classNames;
    this.preprocessing = facts.preprocessing;
    this.run = facts.run;
    this.chosen = facts.weights ?? 'last';
  }

  /** Which of its weights the model holds. */
  get weights(): WeightsName {
    return this.chosen;
  }

  /** What was learned; the moments that batch normalisation measured do not count. */
  get parameters(): number {
    return modelVariables(this.model).trainable.reduce((sum, { size }) => sum + size, 0);
  }

  /** What `use` gives while the model holds the weights that it is judged by; what it reads must be asked for at once. */
  shown<T>(use: () => T): T {
    return this.running ? this.running.shown(use) : use();
  }

  /** The network as it is with those weights, whatever it holds before and after. */
  with(name: WeightsName): Judged {
    const { model, preprocessing } = this;
    const shown = <T>(use: () => T): T => {
      const before = this.chosen;
      this.choose(name);
      try {
        return this.shown(use);
      } finally {
        this.choose(before);
      }
    };
    return { model, preprocessing, shown };
  }

  /** Ends the run: the model keeps the weights it is judged by, and those of the best epoch are remembered beside them. */
  async settle(best: Float32Array | null): Promise<void> {
    this.running?.settle();
    this.running = null;
    this.last = await readFlat(modelVariables(this.model).all);
    this.best = best;
  }

  /** Puts those weights into the model, where they stay: what is judged is what is then kept. Without a best epoch they are one. */
  choose(name: WeightsName): void {
    const weights = name === 'best' ? this.best : this.last;
    if (name === this.chosen || !weights) return;
    writeFlat(modelVariables(this.model).all, weights);
    this.chosen = name;
  }

  dispose(): void {
    this.model.dispose();
  }
}
