import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend/start.ts';
import { Adam } from '../../src/engine/training/adam.ts';
import { crossEntropy } from '../../src/engine/training/loss.ts';
import type { Task } from './protocol.ts';
import { serveRequests } from './serve-requests.ts';
import { kernelWork, network, type Work } from './tasks.ts';
import { timed } from './timed.ts';

serveRequests(async (task) => {
  const { renderer } = await startBackend(task.backend, () => {});
  return { renderer, measure: timed(task.what === 'step' ? stepWork(task) : kernelWork(task)) };
});

/** A step as the app takes it. */
function stepWork(task: Task): Work {
  const { model, variables, x, y } = network(task);
  const adam = new Adam(variables, 0.001);
  return () => {
    const loss = tf.tidy(() => {
      const forward = () => crossEntropy(model.apply(x, { training: true }) as tf.Tensor2D, y, task.batch);
      const { value, grads } = tf.variableGrads(forward, [...variables]);
      adam.apply(grads);
      return value;
    });
    return [loss];
  };
}
