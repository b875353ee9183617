import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { openContext } from '../../src/engine/backend/webgl.ts';
import { buildModel } from '../../src/engine/models/build.ts';
import { modelVariables } from '../../src/engine/training/variables.ts';
import { kernelWork } from './kernels.ts';
import { afterwards, multiplyAddsOf, noiseBatch, noiseGradients, taskNetwork } from './network.ts';
import type { Task, Work } from './protocol.ts';
import { serveRequests } from './serve-requests.ts';

serveRequests(async (task) => {
  const renderer = task.backend === 'webgl' ? await startWebgl() : await startWasm();
  return { renderer, work: await workOf(task) };
});

async function workOf(task: Task): Promise<Work> {
  if (task.what === 'step' || task.what === 'overhead') return stepWork(task);
  return task.what === 'adam' ? adamWork(task) : kernelWork(task);
}

/** The update of all weights from gradients that are there; every array of the network is one of stock's variables. */
function adamWork(task: Task): Work {
  const { config, spec } = taskNetwork(task);
  const { trainable } = modelVariables(buildModel(spec, 1));
  const adam = tf.train.adam(config.learningRate);
  const gradients = Object.entries(noiseGradients(trainable)).map(([name, tensor]) => ({ name, tensor }));
  const run = () => {
    adam.applyGradients(gradients);
    return [afterwards(trainable)];
  };
  return { run, multiplyAdds: null };
}

/** Its own context refuses slow renderers; the rest is as TensorFlow.js comes. */
async function startWebgl(): Promise<string> {
  const context = openContext();
  if (!context) throw new Error('no WebGL');
  setWebGLContext(2, context.gl);
  tf.env().set('WEBGL_VERSION', 2);
  await start('webgl');
  return context.renderer;
}

/**
 * One thread: its threaded build starts workers from `blob:` scripts, which a strict policy forbids. `--threads 1` gives ours
 * one as well.
 */
async function startWasm(): Promise<string> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  await start('wasm');
  return 'WASM';
}

async function start(backend: string): Promise<void> {
  tf.env().set('PROD', true);
  if (!(await tf.setBackend(backend))) throw new Error(`${backend} does not start`);
}

/** The step that plain TensorFlow.js offers: its layers, its loss, its Adam. */
async function stepWork(task: Task): Promise<Work> {
  const { config, spec } = taskNetwork(task);
  const model = await stockModel(buildModel(spec, 1));
  const { trainable } = modelVariables(model);
  const batch = noiseBatch(config);
  const { imageSize, channels, scale, offset } = config.preprocessing;
  const x = tf.tensor4d(
    Float32Array.from(batch.bytes, (byte) => byte * scale + offset),
    [task.batch, imageSize, imageSize, channels],
  );
  const outputs = model.outputShape[1] as number;
  const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([...batch.labels], 'int32'), outputs), 'float32'));
  const adam = tf.train.adam(config.learningRate);
  const loss = () =>
    tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(y, model.apply(x, { training: true }) as tf.Tensor2D);
  const run = () => {
    adam.minimize(loss, false, [...trainable]);
    return [afterwards(trainable)];
  };
  return { run, multiplyAdds: multiplyAddsOf(spec) };
}

/** The same network of stock layers: ours carry stock names, and only what they do in training is our own. */
async function stockModel(ours: tf.LayersModel): Promise<tf.LayersModel> {
  const modelTopology = ours.toJSON(null, false) as never;
  ours.dispose();
  return tf.models.modelFromJSON({ modelTopology });
}
