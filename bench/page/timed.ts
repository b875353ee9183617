import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { drawsSoFar } from './draws.ts';
import type { Measure, Run } from './protocol.ts';

/** Times one run, up to the moment the device has finished it. */
export function timed(run: Run): Measure {
  return () => {
    const [start, drawn] = [performance.now(), drawsSoFar()];
    const results = run();
    finish(results);
    const times = { milliseconds: performance.now() - start, draws: drawsSoFar() - drawn };
    tf.dispose([...results]);
    return times;
  };
}

function finish(results: readonly tf.Tensor[]): void {
  const backend: unknown = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) return;
  for (const { dataId } of results) backend.uploadToGPU(dataId);
  const gl = backend.gpgpu.gl;
  // Reading a pixel waits for all work before it; `finish` alone does not in every browser.
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4));
}
