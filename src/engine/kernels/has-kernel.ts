import { getBackend, getKernel } from '@tensorflow/tfjs-core';

/** Whether the backend in use has that kernel; the types of TensorFlow.js say that every kernel is there. */
export function hasKernel(name: string): boolean {
  return (getKernel(name, getBackend()) as unknown) !== undefined;
}
