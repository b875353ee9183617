import {
  grad,
  mean,
  mul,
  relu,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { AppError } from '../../core/base/errors.ts';
import type { MapMethod } from '../../core/training/exchange.ts';

/** A network cut in two: what makes its last feature map, and the head that reads it. */
export interface CutNetwork {
  readonly model: LayersModel;
  readonly features: SymbolicTensor;
  readonly head: readonly layers.Layer[];
  /** What suits the head. */
  readonly method: Exclude<MapMethod, 'occlusion'>;
}

/** Layers that end the picture, and the map that is right for what follows them. */
const ENDS: Readonly<Record<string, CutNetwork['method']>> = {
  GlobalAveragePooling2D: 'grad-cam',
  Flatten: 'hires-cam',
};

/**
 * Cuts a network where its picture ends. Grad-CAM is exact for a global average and one dense layer; before a flatten each
 * place has weights of its own, which its spatial mean would mix, so that HiResCAM is taken. Throws `model-not-ours` when
 * the network ends in neither.
 */
export function cutNetwork(model: LayersModel): CutNetwork {
  const end = model.layers.findIndex((layer) => ENDS[layer.getClassName()] !== undefined);
  const first = model.layers[end];
  const method = first && ENDS[first.getClassName()];
  if (!first || !method) throw new AppError('model-not-ours');
  return { model, features: first.input as SymbolicTensor, head: model.layers.slice(end), method };
}

/** Raw maps `[n, cells, cells]` and logits `[n, outputs]`. */
export interface ClassMaps {
  readonly maps: Tensor3D;
  readonly logits: Tensor2D;
}

/**
 * What in the last feature map A speaks for the classes that `targets` (one-hot rows, zero for rows that do not count)
 * names, by the gradient G of their logit; no less than zero, as both papers show it.
 * Grad-CAM (Selvaraju 2017): relu(Σ_k mean(G_k) · A_k). HiResCAM (Draelos and Carin 2020): relu(Σ_k G_k ⊙ A_k).
 */
export function classMaps(
  { model, features, head, method }: CutNetwork,
  films: Tensor4D,
  targets: Tensor2D,
): ClassMaps {
  const map = model.execute(films, features.name) as Tensor4D;
  const read = (x: Tensor) => head.reduce((y, layer) => layer.apply(y, { training: false }) as Tensor, x) as Tensor2D;
  const gradient = grad((x) => sum(mul(read(x), targets)))(map);
  const weights = method === 'grad-cam' ? mean(gradient, [1, 2], true) : gradient;
  return { maps: relu(sum(mul(map, weights), 3)), logits: read(map) };
}
