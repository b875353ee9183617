import { type AugmentationPolicy, cropAugmentation, NO_AUGMENTATION, PAPER_AUGMENTATION } from '../augment/policy.ts';
import type { Preprocessing } from '../pixels/settings.ts';

export type BackendName = 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;
export type PresetName = 'paper' | 'small' | 'strong' | 'quick';
export type ArchitectureName = 'paper' | 'small' | 'strong' | 'quick';

/** How gradients become steps. `adamw` is Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
export type Optimizer = 'adam' | 'adamw';

/** How the learning rate goes over a run; `one-cycle` in `schedule.ts`. */
export type Schedule = 'constant' | 'one-cycle';

/**
 * Where validation films come from: the folder as it is, whole patients of train, single films of train (which leaves
 * siblings on both sides: for teaching), or nowhere.
 */
export type ValidationSource = 'folder' | 'patients' | 'films' | 'none';

/** How a run divides the films, beyond the folders. */
export interface SplitPlan {
  readonly validation: ValidationSource;
  readonly validationPercent: number;
  readonly seed: number;
  /** Samples that take no part, by the user's decisions on findings; ascending. */
  readonly leftOut: readonly number[];
  /** Fingerprint of the films by whose patients it divides, while a run is judged; absent: the films in hand. */
  readonly of?: string;
}

/** How a run of `config` divides the films. */
export function planOf(
  { validation, validationPercent, seed }: Pick<TrainingConfig, 'validation' | 'validationPercent' | 'seed'>,
  leftOut: readonly number[],
): SplitPlan {
  return { validation, validationPercent, seed, leftOut };
}

/** Everything that decides a run beside the films; kept with its weights. */
export interface TrainingConfig {
  readonly preset: PresetName;
  readonly architecture: ArchitectureName;
  readonly preprocessing: Preprocessing;
  readonly batchSize: number;
  readonly epochs: number;
  /** Of a one-cycle schedule the highest. */
  readonly learningRate: number;
  readonly optimizer: Optimizer;
  /** Share of each kernel, times the learning rate, that a step of `adamw` takes off. */
  readonly weightDecay: number;
  readonly schedule: Schedule;
  /** Share of the target spread over all classes. */
  readonly labelSmoothing: number;
  /** What remains of the running mean of the weights at each step; the mean is what is judged and kept. 0: no mean. */
  readonly averageWeights: number;
  readonly seed: number;
  /** Weigh each film by n / (classes × films of its class). */
  readonly classWeights: boolean;
  readonly augmentation: AugmentationPolicy;
  readonly validation: ValidationSource;
  /** Percent of the training films taken when `validation` is `patients` or `films`. */
  readonly validationPercent: number;
  readonly backend: BackendChoice;
}

/** A preset: its config and the words that introduce it. */
export interface Preset {
  readonly title: string;
  readonly summary: string;
  readonly config: TrainingConfig;
}

const PAPER: TrainingConfig = {
  preset: 'paper',
  architecture: 'paper',
  preprocessing: {
    imageSize: 64,
    interpolation: 'nearest',
    channels: 3,
    scale: 1 / 255,
    offset: 0,
    mirrorAverage: false,
  },
  batchSize: 32,
  epochs: 25,
  learningRate: 0.001,
  optimizer: 'adam',
  weightDecay: 0,
  schedule: 'constant',
  labelSmoothing: 0,
  averageWeights: 0,
  seed: 1,
  classWeights: false,
  augmentation: PAPER_AUGMENTATION,
  validation: 'folder',
  validationPercent: 12,
  backend: 'auto',
};

/** One grey channel, input (byte / 255 - 0.5) / 0.25. */
const GREY: Preprocessing = {
  imageSize: 32,
  interpolation: 'antialiased',
  channels: 1,
  scale: 4 / 255,
  offset: -2,
  mirrorAverage: false,
};

const SMALL: TrainingConfig = {
  ...PAPER,
  preset: 'small',
  architecture: 'small',
  preprocessing: { ...GREY, imageSize: 64, mirrorAverage: true },
  batchSize: 64,
  epochs: 15,
  learningRate: 0.004,
  optimizer: 'adamw',
  weightDecay: 0.05,
  schedule: 'one-cycle',
  labelSmoothing: 0.05,
  averageWeights: 0.98,
  classWeights: true,
  augmentation: cropAugmentation(0.8, { brightness: 0.12, contrast: 0.3 }),
  validation: 'patients',
};

const STRONG: TrainingConfig = {
  ...SMALL,
  preset: 'strong',
  architecture: 'strong',
  preprocessing: { ...SMALL.preprocessing, imageSize: 128 },
  epochs: 28,
  learningRate: 0.003,
  augmentation: cropAugmentation(0.9, { brightness: 0.16, contrast: 0.4 }),
};

const QUICK: TrainingConfig = {
  ...PAPER,
  preset: 'quick',
  architecture: 'quick',
  preprocessing: GREY,
  epochs: 10,
  learningRate: 0.003,
  classWeights: true,
  augmentation: { ...NO_AUGMENTATION, zoom: 0.1, mirror: true },
};

const WHY_MIRROR =
  'It learns from mirrored films too, and judges each film twice, as it is and mirrored. That is fair here: pneumonia may ' +
  'sit in either lung, and the side of the heart tells nothing of it; a heart on the right (dextrocardia) is as rare in both ' +
  'classes.';

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  paper: {
    title: 'Paper',
    summary:
      'The network and settings of Hussan 2022: two convolutions, 822,922 parameters, 64 px RGB, Adam, 25 epochs.',
    config: PAPER,
  },
  small: {
    title: 'Small',
    summary: `A residual network of 307,506 parameters on 64 px grey films, 15 epochs, strong random crops. ${WHY_MIRROR}`,
    config: SMALL,
  },
  strong: {
    title: 'Strong',
    summary: `Small at 128 px, wider and longer: 479,902 parameters, 28 epochs; hours without a graphics card. ${WHY_MIRROR}`,
    config: STRONG,
  },
  quick: {
    title: 'Quick look',
    summary:
      'A very small network on 32 px grey films. Learns in seconds on any machine; for trying things out, not for results.',
    config: QUICK,
  },
};

/** The largest values the form takes: beyond them a browser tab has no memory for it. */
export const LIMITS = {
  imageSize: { min: 16, max: 512 },
  batchSize: { min: 1, max: 512 },
  epochs: { min: 1, max: 1000 },
  learningRate: { min: 1e-6, max: 1 },
  seed: { min: 0, max: 0xffff_ffff },
  validationPercent: { min: 1, max: 50 },
} as const;

export type LimitedField = keyof typeof LIMITS;

/** What a user typed, by field. */
export type NumericFields = Readonly<Record<LimitedField, number>>;

const WHOLE: ReadonlySet<LimitedField> = new Set(['imageSize', 'batchSize', 'epochs', 'seed']);

/** The fields whose value cannot be used; empty when the form may start a run. */
export function invalidFields(fields: NumericFields): LimitedField[] {
  return (Object.keys(LIMITS) as LimitedField[]).filter((field) => {
    const value = fields[field];
    const { min, max } = LIMITS[field];
    return !Number.isFinite(value) || value < min || value > max || (WHOLE.has(field) && !Number.isInteger(value));
  });
}

/** The numbers of `config` that the form edits. */
export function numericFields(config: TrainingConfig): NumericFields {
  const { batchSize, epochs, learningRate, seed, validationPercent } = config;
  return { imageSize: config.preprocessing.imageSize, batchSize, epochs, learningRate, seed, validationPercent };
}
