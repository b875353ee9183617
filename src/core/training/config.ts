import { type AugmentationPolicy, NO_AUGMENTATION, PAPER_AUGMENTATION } from '../augment/policy.ts';
import type { Preprocessing } from '../pixels/settings.ts';

export type BackendName = 'webgl' | 'wasm' | 'cpu';
export type BackendChoice = 'auto' | BackendName;
export type PresetName = 'paper' | 'quick';
export type ArchitectureName = 'paper' | 'quick';

/** Where validation films come from. */
export type ValidationSource = 'folder' | 'patients' | 'none';

/** Everything that decides a run beside the films; kept with its weights. */
export interface TrainingConfig {
  readonly preset: PresetName;
  readonly architecture: ArchitectureName;
  readonly preprocessing: Preprocessing;
  readonly batchSize: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Weigh each film by n / (classes × films of its class). */
  readonly classWeights: boolean;
  readonly augmentation: AugmentationPolicy;
  readonly validation: ValidationSource;
  /** Percent of the training patients taken when `validation` is `patients`. */
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
  preprocessing: { imageSize: 64, interpolation: 'nearest', channels: 3, scale: 1 / 255, offset: 0 },
  batchSize: 32,
  epochs: 25,
  learningRate: 0.001,
  seed: 1,
  classWeights: false,
  augmentation: PAPER_AUGMENTATION,
  validation: 'folder',
  validationPercent: 12,
  backend: 'auto',
};

const QUICK: TrainingConfig = {
  ...PAPER,
  preset: 'quick',
  architecture: 'quick',
  preprocessing: { imageSize: 32, interpolation: 'antialiased', channels: 1, scale: 4 / 255, offset: -2 },
  epochs: 10,
  learningRate: 0.003,
  classWeights: true,
  augmentation: { ...NO_AUGMENTATION, zoom: 0.1, mirror: true },
};

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  paper: {
    title: 'Paper',
    summary:
      'The network and settings of Hussan 2022: two convolutions, 822,922 parameters, 64 px RGB, Adam, 25 epochs.',
    config: PAPER,
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
