import { getKernel, type KernelConfig, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { makeBatchMatMul } from './batch-mat-mul.ts';
import { batchNorm, batchNormGrad } from './batch-norm.ts';
import { makeConv2d } from './conv2d.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { makeConv2dBackpropInput } from './conv2d-backprop-input.ts';
import { identity } from './identity.ts';
import { kerasAdam } from './keras-adam.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { BATCH_NORM, BATCH_NORM_GRAD, KERAS_ADAM } from './own-kernels.ts';
import { makeStep } from './step.ts';
import { makeSum } from './sum.ts';

let registered = false;

/** Adds to the WASM backend what it lacks for training, and puts faster kernels in place of slow ones; before it starts. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  register('Conv2DBackpropFilter', conv2dBackpropFilter);
  register(KERAS_ADAM, kerasAdam);
  register(BATCH_NORM, batchNorm);
  register(BATCH_NORM_GRAD, batchNormGrad);
  replace('Conv2D', makeConv2d);
  replace('FusedConv2D', makeConv2d);
  replace('Conv2DBackpropInput', makeConv2dBackpropInput);
  replace('MaxPoolGrad', () => maxPoolGrad);
  replace('BatchMatMul', makeBatchMatMul);
  replace('Sum', makeSum);
  replace('Step', makeStep);
  replace('Identity', () => identity);
}

function register(kernelName: string, kernelFunc: unknown): void {
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as KernelFunc });
}

/** The stock kernel's set-up still runs, since the new one may fall back on it. */
function replace(kernelName: string, make: (stock: KernelFunc) => unknown): void {
  const stock = getKernel(kernelName, 'wasm') as KernelConfig | undefined;
  if (!stock) throw new Error(`kernel ${kernelName} is not registered`);
  unregisterKernel(kernelName, 'wasm');
  registerKernel({ ...stock, kernelFunc: make(stock.kernelFunc) as KernelFunc });
}
