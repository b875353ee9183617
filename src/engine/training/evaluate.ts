import { AppError } from '../../core/base/errors.ts';
import type { EvaluateRequest, EvaluationOutputs, Prediction } from '../../core/training/exchange.ts';
import type { BatchPort } from './batch-port.ts';
import { BatchQueue, untilAborted } from './batch-queue.ts';
import type { Network } from './network.ts';
import { forward, type Outputs } from './outputs.ts';
import { forwardRequests } from './requests.ts';
import { Turns } from './turn.ts';

/** What an evaluation works with. */
export interface Evaluation {
  readonly network: Network;
  readonly port: BatchPort;
  readonly request: EvaluateRequest;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** The network's outputs on a split, film by film in the order of the index; unweighted. */
export async function evaluate({ network, port, request, signal, onProgress }: Evaluation): Promise<EvaluationOutputs> {
  const start = performance.now();
  const { split, plan } = request;
  const { counts } = await untilAborted(port.describe(plan, split), signal);
  const films = counts[split].reduce((a, b) => a + b, 0);
  if (films === 0) throw new AppError('split-empty', { split });
  const { preprocessing, classNames } = network;
  const queue = new BatchQueue(port, forwardRequests({ split, plan, channels: preprocessing.channels, films }));
  const turns = new Turns();
  const columns = makeColumns(films);
  while (columns.done < films) {
    await turns.due();
    const batch = await queue.take(signal);
    columns.add(await forward(network, batch), batch);
    onProgress(columns.done, films);
  }
  const { samples, labels } = columns;
  const { probabilities, outputs, loss } = columns.joined();
  return { split, classNames, samples, labels, probabilities, outputs, loss, seconds: secondsSince(start) };
}

/** The network's outputs for one new film, decoded as the training films were. */
export async function predict(network: Network, port: BatchPort, file: File): Promise<Prediction> {
  const start = performance.now();
  const { imageSize, interpolation, channels } = network.preprocessing;
  const batch = await port.film(file, { imageSize, interpolation }, channels);
  const { probabilities } = await forward(network, batch);
  return { fileName: file.name, probabilities, seconds: secondsSince(start) };
}

interface Rows {
  readonly samples: Uint32Array;
  readonly labels: Uint8Array;
}

function makeColumns(films: number) {
  const samples = new Uint32Array(films);
  const labels = new Uint8Array(films);
  const parts: Float32Array[] = [];
  let done = 0;
  let lossSum = 0;
  let width = 0;
  return {
    samples,
    labels,
    get done() {
      return done;
    },
    add({ probabilities, losses, outputs }: Outputs, rows: Rows) {
      samples.set(rows.samples, done);
      labels.set(rows.labels, done);
      parts.push(probabilities);
      lossSum = losses.reduce((a, b) => a + b, lossSum);
      done += losses.length;
      width = outputs;
    },
    joined() {
      const probabilities = new Float32Array(films * width);
      parts.reduce((offset, part) => {
        probabilities.set(part, offset);
        return offset + part.length;
      }, 0);
      return { probabilities, outputs: width, loss: lossSum / films };
    },
  };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
