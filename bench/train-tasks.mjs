/** The kernels of the paper's network, as `page/tasks.ts` knows them. */
const KERNELS = [
  'conv1 forward',
  'conv2 forward',
  'conv2 by input',
  'conv1 by filter',
  'conv2 by filter',
  'pool1 forward',
  'pool1 + relu by input',
  'bias1 gradient',
  'dense1 forward',
  'dense1 by input',
  'dense1 by weight',
];

const PAPER = { preset: 'paper', batch: 32, size: 64 };

/** The rows of `npm run bench -- train`: steps, then kernels. */
export function trainTasks() {
  const steps = ['webgl', 'wasm'].map((backend) => ({ backend, what: 'step', ...PAPER }));
  const kernels = KERNELS.map((what) => ({ backend: 'webgl', what, ...PAPER }));
  return [...steps, ...kernels];
}
