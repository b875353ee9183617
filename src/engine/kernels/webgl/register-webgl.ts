import {
  engine,
  type GradConfig,
  getBackend,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  mul,
  registerGradient,
  registerKernel,
  step,
  type Tensor,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
// First: it registers the gradients, and its own of relu would else come after ours.
import '@tensorflow/tfjs-layers';
import { BATCH_NORM, BATCH_NORM_GRAD, KERAS_ADAM, RUNNING_MEANS, SOFTMAX_LOSS } from '../own-kernels.ts';
import { batchNorm, batchNormGrad } from './batch-norm.ts';
import { makeConv2d, makeConv2dBackpropInput, makeFusedConv2d } from './conv2d.ts';
import { makeConv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { BINARY, makeBatchNorm, makeBinary, makeRelu, reluGrad } from './elementwise.ts';
import { fusedAdam } from './fused-adam.ts';
import { renderTargets } from './gl-context.ts';
import { makeBatchMatMul } from './mat-mul.ts';
import { makeMaxPool, makeMaxPoolGrad } from './max-pool.ts';
import { makeReshape } from './reshape.ts';
import { runningMeans } from './running-means.ts';
import { softmaxLoss } from './softmax-loss.ts';
import { makeSum } from './sum.ts';

/** Kernels of our own, beside those that TensorFlow.js knows. */
const OWN: Readonly<Record<string, unknown>> = {
  ReluGrad: reluGrad,
  [KERAS_ADAM]: fusedAdam,
  [BATCH_NORM]: batchNorm,
  [BATCH_NORM_GRAD]: batchNormGrad,
  [RUNNING_MEANS]: runningMeans,
  [SOFTMAX_LOSS]: softmaxLoss,
};

const MAKERS: Readonly<Record<string, (stock: KernelFunc) => unknown>> = {
  Conv2D: makeConv2d,
  FusedConv2D: makeFusedConv2d,
  Conv2DBackpropInput: makeConv2dBackpropInput,
  Conv2DBackpropFilter: makeConv2dBackpropFilter,
  MaxPool: makeMaxPool,
  MaxPoolGrad: makeMaxPoolGrad,
  BatchMatMul: makeBatchMatMul,
  Relu: makeRelu,
  Reshape: makeReshape,
  FusedBatchNorm: makeBatchNorm,
  Sum: makeSum,
  ...Object.fromEntries(Object.keys(BINARY).map((name) => [name, (stock: KernelFunc) => makeBinary(name, stock)])),
};

let registered = false;

/**
 * Puts our kernels in place of the WebGL backend's, where the context renders 32-bit floats into four targets at once;
 * elsewhere the stock kernels stay.
 */
export function registerWebglKernels(gl: WebGL2RenderingContext): void {
  if (registered || renderTargets(gl) === 0) return;
  registered = true;
  for (const [kernelName, make] of Object.entries(MAKERS)) {
    const stock = kernelOf(kernelName, 'webgl');
    if (!stock) throw new Error(`kernel ${kernelName} is not registered`);
    unregisterKernel(kernelName, 'webgl');
    registerKernel({ ...stock, kernelFunc: make(stock.kernelFunc) as KernelFunc });
  }
  for (const [kernelName, kernelFunc] of Object.entries(OWN)) {
    registerKernel({ kernelName, backendName: 'webgl', kernelFunc: kernelFunc as KernelFunc });
  }
  unregisterGradient('Relu');
  registerGradient(reluGradient);
}

/** The types of TensorFlow.js say that every kernel is there. */
function kernelOf(kernelName: string, backendName: string): KernelConfig | undefined {
  return getKernel(kernelName, backendName);
}

/** The gradient of relu from its result instead of its input, so that the input need not be kept, nor even written. */
const reluGradient: GradConfig = {
  kernelName: 'Relu',
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved as [Tensor];
    const upstream = dy as Tensor;
    return {
      x: () =>
        kernelOf('ReluGrad', getBackend()) && y.size % 2 === 0
          ? engine().runKernel<Tensor>('ReluGrad', { dy: upstream, y })
          : mul(upstream, step(y)),
    };
  },
};
