import { startBackend } from '../../src/engine/backend/start.ts';
import { buildModel } from '../../src/engine/models/build.ts';
import { usesBatchStatistics } from '../../src/engine/models/layer-spec.ts';
import { summarise } from '../../src/engine/models/summarise.ts';
import { Adam } from '../../src/engine/training/adam.ts';
import { reserveMemory } from '../../src/engine/training/memory.ts';
import { Stepper } from '../../src/engine/training/step.ts';
import { modelVariables } from '../../src/engine/training/variables.ts';
import { WeightAverage } from '../../src/engine/training/weight-average.ts';
import { kernelWork } from './kernels.ts';
import { afterwards, multiplyAddsOf, noiseBatch, noiseGradients, type TaskNetwork, taskNetwork } from './network.ts';
import type { Task, Work } from './protocol.ts';
import { serveRequests } from './serve-requests.ts';

serveRequests(async (task) => {
  const { renderer } = await startBackend(task.backend, () => {});
  return { renderer, work: workOf(task) };
});

function workOf(task: Task): Work {
  if (task.what === 'step' || task.what === 'overhead') return stepWork(task);
  return task.what === 'adam' ? adamWork(task) : kernelWork(task);
}

/** The update of all weights from gradients that are there. */
function adamWork(task: Task): Work {
  const { config, spec } = taskNetwork(task);
  const { trainable } = modelVariables(buildModel(spec, 1));
  const adam = new Adam(trainable, config.learningRate);
  const gradients = noiseGradients(trainable);
  const run = () => {
    adam.apply(gradients);
    return [afterwards(trainable)];
  };
  return { run, multiplyAdds: null };
}

/** A step as the app takes it, its conversion of bytes, its recipe and the sums of its figures included. */
function stepWork(task: Task): Work {
  const network = taskNetwork(task);
  reserveMemory(summarise(network.spec), task.batch, task.backend);
  const { stepper, model } = makeStepper(network);
  const batch = noiseBatch(network.config);
  const { trainable } = modelVariables(model);
  const run = () => {
    // The figures of the step before: nobody reads them here.
    stepper.dispose();
    stepper.step(batch);
    return [afterwards(trainable)];
  };
  return { run, multiplyAdds: multiplyAddsOf(network.spec) };
}

function makeStepper({ config, spec }: TaskNetwork) {
  const { preprocessing, batchSize, learningRate, labelSmoothing, averageWeights, optimizer } = config;
  const model = buildModel(spec, 1);
  const decay = optimizer === 'adamw' ? config.weightDecay : 0;
  const stepper = new Stepper({
    model,
    adam: new Adam(modelVariables(model).trainable, learningRate, decay),
    average: averageWeights > 0 ? new WeightAverage(model, averageWeights) : null,
    preprocessing,
    batchSize,
    classWeights: [1, 1],
    labelSmoothing,
    wholeBatches: usesBatchStatistics(spec),
    rateAt: () => learningRate,
  });
  return { stepper, model };
}
