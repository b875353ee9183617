/** The kernels of the paper's network, as `page/kernels.ts` knows them. */
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

const BACKENDS = ['webgl', 'wasm'];
const PAPER = { preset: 'paper', what: 'step', batch: 32, size: 64 };

/** A step of each preset at its own batch. */
const STEPS = [
  PAPER,
  { preset: 'small', what: 'step', batch: 64, size: 64 },
  { preset: 'strong', what: 'step', batch: 64, size: 128 },
  { preset: 'quick', what: 'step', batch: 32, size: 32 },
];

/** Batches at which stock can be waited for where WebGL is drawn by the processor; ours takes the same in these rows. */
const SMALLER = { small: 16, strong: 4 };

const BATCHES = [8, 16, 32, 64, 128];
const SIZES = [64, 96, 128, 160, 224];

/**
 * The rows of `npm run bench -- train`: steps, what they take beside the GPU's own work, kernels, then the update of all weights. `stock: false` is a row of ours alone: with `full` every row
 * has both sides, else those whose stock step takes minutes on a software renderer have one of a smaller batch before them.
 */
export function trainTasks({ full, gpu }) {
  const steps = BACKENDS.flatMap((backend) =>
    STEPS.flatMap((step) => {
      const smaller = SMALLER[step.preset];
      const task = { bench: 'train', backend, ...step };
      if (backend !== 'webgl' || !smaller || full || gpu) return [task];
      return [
        { ...task, batch: smaller },
        { ...task, stock: false },
      ];
    }),
  );
  const kernels = BACKENDS.flatMap((backend) => KERNELS.map((what) => ({ bench: 'train', backend, ...PAPER, what })));
  const updates = BACKENDS.flatMap((backend) =>
    STEPS.slice(0, 2).map((step) => ({ bench: 'train', backend, ...step, what: 'adam' })),
  );
  // Batches make no difference here but for what is uploaded.
  const overheads = STEPS.map((step) => ({ bench: 'train', backend: 'webgl', ...step, what: 'overhead' }));
  return [...steps, ...overheads, ...kernels, ...updates];
}

/** The rows of `npm run bench -- growth`: the paper's step over batches at 64 px, then over image sizes at batch 32. */
export function growthTasks() {
  const points = [
    ...BATCHES.map((batch) => ({ batch, size: 64 })),
    ...SIZES.slice(1).map((size) => ({ batch: 32, size })),
  ];
  return BACKENDS.flatMap((backend) => points.map((point) => ({ bench: 'growth', backend, ...PAPER, ...point })));
}

/** What a row is called in tables and by `--only`. */
export function rowName({ backend, preset, what, batch, size }) {
  return `${backend} ${preset} ${what}, batch ${batch}, ${size} px`;
}

/** The tasks whose name contains the text. */
export function selectTasks(tasks, only) {
  return tasks.filter((task) => `${task.bench} ${rowName(task)}`.includes(only));
}
