import { type EpochOutputs, everyFilm, toSteps } from '../../core/report/epoch-outputs.ts';
import type { RunFacts } from '../../core/training/events.ts';
import type { Batch } from '../../core/training/exchange.ts';
import type { Outputs } from './outputs.ts';

/** Gathers what the network says of its validation films in each epoch, and has it kept. */
export class ValidationTrace {
  private readonly facts: Pick<RunFacts, 'id' | 'config' | 'validationFilms'>;
  private readonly save: (part: EpochOutputs) => Promise<void>;
  private samples: number[] = [];
  private labels: number[] = [];
  private rows: number[] = [];
  private outputs = 0;
  private every = 1;
  private seen = 0;

  constructor(facts: ValidationTrace['facts'], save: ValidationTrace['save']) {
    this.facts = facts;
    this.save = save;
  }

  /** Begins an epoch: what an unfinished one left is gone. */
  begin(): void {
    [this.samples, this.labels, this.rows, this.seen] = [[], [], [], 0];
  }

  /** Takes the answers to one batch, in the order of the split. */
  add({ samples, labels }: Batch, { probabilities, outputs }: Outputs): void {
    const { validationFilms, config } = this.facts;
    this.outputs = outputs;
    this.every = everyFilm(validationFilms, outputs, config.epochs);
    samples.forEach((sample, row) => {
      if (this.seen++ % this.every !== 0) return;
      this.samples.push(sample);
      this.labels.push(labels[row] as number);
      this.rows.push(...probabilities.subarray(row * outputs, (row + 1) * outputs));
    });
  }

  /** Keeps the epoch; a browser without room or storage goes without, which stops no run. */
  async keep(epoch: number): Promise<void> {
    if (this.samples.length === 0) return;
    const { outputs, every } = this;
    const part: EpochOutputs = {
      version: 1,
      run: this.facts.id,
      epoch,
      every,
      outputs,
      samples: Uint32Array.from(this.samples),
      labels: Uint8Array.from(this.labels),
      steps: toSteps(Float32Array.from(this.rows)),
    };
    await this.save(part).catch(() => {});
  }
}
