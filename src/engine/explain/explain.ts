import { type Tensor, type Tensor2D, type TensorContainer, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Batch, Explanation, MapWish } from '../../core/training/exchange.ts';
import type { Judged } from '../training/outputs.ts';
import { FORWARD_BATCH } from '../training/requests.ts';
import { rowsFor, toInput } from '../training/tensors.ts';
import { Turns } from '../training/turn.ts';
import { classMaps, cutNetwork } from './class-maps.ts';
import { cellGrid, spread } from './geometry.ts';
import { covered, heatOf, patchesOf } from './occlusion.ts';
import { withRedrawnWeights } from './redrawn.ts';

/** Films per pass: few enough that a training under way waits for no more than some steps' time. */
const MAP_BATCH = 8;

/**
 * Where in each film the network finds what speaks for the class that `wish.targets` names, film by film as it is, without
 * its mirror image. Every pass is one piece between two turns of the event loop and leaves the weights as they were, so
 * that a training goes on beside it. Throws `model-not-ours` where the network has no feature map to ask.
 */
export async function explain(network: Judged, films: Batch, wish: MapWish, signal: AbortSignal): Promise<Explanation> {
  const start = performance.now();
  const { imageSize: size, labels } = films;
  const maps = new Float32Array(labels.length * size * size);
  const probabilities = new Float32Array(labels.length);
  const put = (film: number, map: Float32Array, probability: number) => {
    maps.set(map, film * size * size);
    probabilities[film] = probability;
  };
  const { method, cell } = await (wish.method === 'occlusion' ? occlude : mapClasses)({
    network,
    films,
    wish,
    signal,
    put,
  });
  return { method, cell, size, maps, probabilities, seconds: (performance.now() - start) / 1000 };
}

interface Task {
  readonly network: Judged;
  readonly films: Batch;
  readonly wish: MapWish;
  readonly signal: AbortSignal;
  put(film: number, map: Float32Array, probability: number): void;
}

type Drawn = Pick<Explanation, 'method' | 'cell'>;

async function mapClasses({ network, films, wish, signal, put }: Task): Promise<Drawn> {
  const cut = cutNetwork(network.model);
  const grid = cellGrid(network.model, cut.features);
  const turns = new Turns();
  for (let first = 0; first < films.labels.length; first += MAP_BATCH) {
    signal.throwIfAborted();
    await turns.due();
    const batch = rowsOf(films, first, MAP_BATCH);
    const targets = wish.targets.subarray(first, first + MAP_BATCH);
    const made = atOnce(network, wish, () => {
      const input = toInput(batch, network.preprocessing, rowsFor(batch.labels.length, MAP_BATCH));
      return classMaps(cut, input, oneHotRows(targets, [input.shape[0], outputsOf(network)]));
    });
    const cells = made.maps.shape[1];
    const [heat, logits] = await readAndDispose([made.maps, made.logits]);
    targets.forEach((target, row) => {
      const map = (heat as Float32Array).subarray(row * cells * cells, (row + 1) * cells * cells);
      put(
        first + row,
        spread(map, cells, grid, films.imageSize),
        softmaxAt(logits as Float32Array, row, target, outputsOf(network)),
      );
    });
  }
  return { method: cut.method, cell: grid.step };
}

/** Zeiler and Fergus 2014, on the logit: a film is asked about again with each patch of it covered. */
async function occlude({ network, films, wish, signal, put }: Task): Promise<Drawn> {
  const size = films.imageSize;
  const patches = patchesOf(size);
  const { channels } = network.preprocessing;
  const turns = new Turns();
  for (const [film, target] of wish.targets.entries()) {
    const { bytes } = rowsOf(films, film, 1);
    const losses: number[] = [];
    let probability = Number.NaN;
    while (losses.length < patches.corners.length) {
      signal.throwIfAborted();
      await turns.due();
      // The whole film leads each batch: the weights of a network that learns move between two.
      const corners = patches.corners.slice(losses.length, losses.length + FORWARD_BATCH - 1);
      const rows = [bytes, ...corners.map((corner) => covered(bytes, corner, { size, channels, side: patches.side }))];
      const { logits } = atOnce(network, wish, () => ({ logits: forwardRows(network, rows, size) }));
      const [values] = await readAndDispose([logits]);
      const at = (row: number) => (values as Float32Array)[row * outputsOf(network) + target] as number;
      losses.push(...corners.map((_, patch) => at(0) - at(patch + 1)));
      probability = softmaxAt(values as Float32Array, 0, target, outputsOf(network));
    }
    put(film, heatOf(losses, patches, size), probability);
  }
  return { method: 'occlusion', cell: patches.side };
}

function forwardRows({ model, preprocessing }: Judged, rows: readonly Uint8Array[], imageSize: number): Tensor2D {
  const bytes = new Uint8Array(rows.length * (rows[0]?.length ?? 0));
  rows.forEach((row, i) => {
    bytes.set(row, i * row.length);
  });
  const batch = { bytes, labels: new Uint8Array(rows.length), samples: new Uint32Array(rows.length), imageSize };
  return model.apply(toInput(batch, preprocessing, rowsFor(rows.length, FORWARD_BATCH)), {
    training: false,
  }) as Tensor2D;
}

/** Tensors made in one go with the weights that are asked for. */
function atOnce<T extends object>(network: Judged, { control }: MapWish, make: () => T): T {
  const use = () => tidy(make as () => T & TensorContainer) as T;
  return network.shown(() => (control === null ? use() : withRedrawnWeights(network.model, control, use)));
}

async function readAndDispose(tensors: readonly Tensor[]): Promise<Float32Array[]> {
  try {
    return await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}

function outputsOf({ model }: Judged): number {
  return (model.outputs[0]?.shape[1] as number | undefined) ?? 0;
}

/** Rows beyond the targets are zero. */
function oneHotRows(targets: Uint8Array, [rows, outputs]: readonly [number, number]): Tensor2D {
  const values = new Float32Array(rows * outputs);
  targets.forEach((target, row) => {
    values[row * outputs + target] = 1;
  });
  return tensor2d(values, [rows, outputs]);
}

function rowsOf({ bytes, labels, samples, imageSize }: Batch, first: number, most: number): Batch {
  const film = bytes.length / Math.max(1, labels.length);
  const end = Math.min(first + most, labels.length);
  return {
    bytes: bytes.subarray(first * film, end * film),
    labels: labels.subarray(first, end),
    samples: samples.subarray(first, end),
    imageSize,
  };
}

function softmaxAt(logits: Float32Array, row: number, target: number, outputs: number): number {
  const values = logits.subarray(row * outputs, (row + 1) * outputs);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return Math.exp((values[target] as number) - most) / values.reduce((sum, value) => sum + Math.exp(value - most), 0);
}
