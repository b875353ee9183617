import { concat, reverse, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { Batch } from '../../core/training/exchange.ts';
import { FORWARD_BATCH } from './requests.ts';
import { rowsFor, toInput } from './tensors.ts';

/** What the network says of a batch. */
export interface Outputs {
  /** Softmax over all outputs, `[n, outputs]`. */
  readonly probabilities: Float32Array;
  readonly outputs: number;
  /** Cross-entropy of each film. */
  readonly losses: Float64Array;
  /** Films whose largest output is their label's. */
  readonly correct: number;
}

/** A network as it is judged. */
export interface Judged {
  readonly model: LayersModel;
  readonly preprocessing: Preprocessing;
  /** What `use` gives while the model holds the weights that count. */
  shown<T>(use: () => T): T;
}

/** One forward pass; evaluation, validation and prediction all go through here, so that they agree to the last bit. */
export async function forward(judged: Judged, batch: Batch): Promise<Outputs> {
  const films = batch.labels.length;
  const tensor = judged.shown(() => applyToViews(judged, batch));
  const [rows, outputs] = tensor.shape;
  const logits = await tensor.data<'float32'>();
  tensor.dispose();
  const result = { probabilities: new Float32Array(films * outputs), losses: new Float64Array(films) };
  const views = judged.preprocessing.mirrorAverage ? 2 : 1;
  let correct = 0;
  for (let film = 0; film < films; film++) {
    const starts = Array.from({ length: views }, (_, view) => ((view * rows) / views + film) * outputs);
    const logs = meanOfLogs(starts.map((start) => logSoftmax(logits.subarray(start, start + outputs))));
    const truth = logs[batch.labels[film] as number] as number;
    result.losses[film] = -truth;
    if (truth === Math.max(...logs)) correct++;
    result.probabilities.set(logs.map(Math.exp), film * outputs);
  }
  return { ...result, outputs, correct };
}

/** Logits of the films, and below them those of their mirror images where both count. */
function applyToViews({ model, preprocessing }: Judged, batch: Batch): Tensor2D {
  return tidy(() => {
    const input = toInput(batch, preprocessing, rowsFor(batch.labels.length, FORWARD_BATCH));
    const apply = (films: Tensor4D) => model.apply(films, { training: false }) as Tensor2D;
    return preprocessing.mirrorAverage ? concat([apply(input), apply(reverse(input, 2))]) : apply(input);
  });
}

function logSoftmax(logits: Float32Array): Float64Array {
  const max = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - max), 0);
  const logSum = max + Math.log(sum);
  return Float64Array.from(logits, (logit) => logit - logSum);
}

/** Logarithms of the mean probabilities of one or two views; stays exact where they are too small for a float. */
function meanOfLogs([first, second]: readonly Float64Array[]): Float64Array {
  if (!first || !second) return first as Float64Array;
  return first.map((a, k) => {
    const b = second[k] as number;
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))) - Math.LN2;
  });
}
