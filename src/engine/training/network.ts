import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { ModelRecord } from '../../core/report/model-record.ts';
import { modelVariables, readFlat, writeFlat } from './variables.ts';

/** Which of a run's weights are looked at. */
export type WeightsName = 'last' | 'best';

/** The network in hand: a model, what it expects, and where it comes from. */
export class Network {
  readonly model: LayersModel;
  readonly classNames: readonly string[];
  readonly preprocessing: Preprocessing;
  readonly run: ModelRecord['run'];
  private chosen: WeightsName = 'last';
  private last: Float32Array | null = null;
  private best: Float32Array | null = null;

  constructor(model: LayersModel, facts: Pick<ModelRecord, 'classNames' | 'preprocessing' | 'run'>) {
    this.model = model;
    this.classNames = facts.classNames;
    this.preprocessing = facts.preprocessing;
    this.run = facts.run;
  }

  get parameters(): number {
    return this.model.countParams();
  }

  /** Remembers the weights of the best epoch beside the last ones, which the model holds. */
  async setBest(best: Float32Array | null): Promise<void> {
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
