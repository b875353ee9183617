import { getKernel, type KernelConfig, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { makeBatchMatMul } from './batch-mat-mul.ts';
import { BATCH_NORM, BATCH_NORM_GRAD, batchNorm, batchNormGrad } from './batch-norm.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { makeConv2dBackpropInput } from './conv2d-backprop-input.ts';
import { identity } from './identity.ts';
import { KERAS_ADAM, kerasAdam } from './keras-adam.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
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
  replace('Conv2DBackpropInput', makeConv2dBackpropInput);
  replace('MaxPoolGrad', () => maxPoolGrad);
  replace('BatchMatMul', makeBatchMatMul);
  replace('Sum', makeSum);
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
