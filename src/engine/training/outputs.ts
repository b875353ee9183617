import { type Tensor2D, tidy } from '@tensorflow/tfjs-core';
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

/** One forward pass; evaluation, validation and prediction all go through here, so that they agree to the last bit. */
export async function forward(model: LayersModel, batch: Batch, preprocessing: Preprocessing): Promise<Outputs> {
  const films = batch.labels.length;
  const input = () => toInput(batch, preprocessing, rowsFor(films, FORWARD_BATCH));
  const tensor = tidy(() => model.apply(input(), { training: false }) as Tensor2D);
  const outputs = tensor.shape[1];
  const logits = await tensor.data<'float32'>();
  tensor.dispose();
  const result = { probabilities: new Float32Array(films * outputs), losses: new Float64Array(films) };
  let correct = 0;
  for (let film = 0; film < films; film++) {
    const row = logits.subarray(film * outputs, (film + 1) * outputs);
    const label = batch.labels[film] as number;
    const { max, logSum } = logSumExp(row);
    result.losses[film] = logSum - (row[label] as number);
    if (row[label] === max) correct++;
    for (let k = 0; k < outputs; k++) result.probabilities[film * outputs + k] = Math.exp((row[k] as number) - logSum);
  }
  return { ...result, outputs, correct };
}

function logSumExp(row: Float32Array): { max: number; logSum: number } {
  const max = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = row.reduce((total, logit) => total + Math.exp(logit - max), 0);
  return { max, logSum: max + Math.log(sum) };
}
