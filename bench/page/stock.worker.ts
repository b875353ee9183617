import * as tf from '@tensorflow/tfjs';
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { openContext } from '../../src/engine/backend/webgl.ts';
import type { Task } from './protocol.ts';
import { serveRequests } from './serve-requests.ts';
import { kernelWork, network, type Work } from './tasks.ts';
import { timed } from './timed.ts';

serveRequests(async (task) => {
  if (task.backend !== 'webgl') throw new Error(`stock TensorFlow.js cannot train on ${task.backend}`);
  // Its own context refuses slow renderers; the rest is as TensorFlow.js comes.
  const context = openContext();
  if (!context) throw new Error('no WebGL');
  setWebGLContext(2, context.gl);
  tf.env().set('WEBGL_VERSION', 2);
  tf.env().set('PROD', true);
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL does not start');
  return { renderer: context.renderer, measure: timed(task.what === 'step' ? stepWork(task) : kernelWork(task)) };
});

/** The step that plain TensorFlow.js offers: its loss, its Adam. */
function stepWork(task: Task): Work {
  const { model, variables, x, y } = network(task);
  const adam = tf.train.adam(0.001);
  return () => {
    const loss = () =>
      tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(y, model.apply(x, { training: true }) as tf.Tensor2D);
    const value = adam.minimize(loss, true, [...variables]);
    return value ? [value] : [];
  };
}
