import * as v from 'valibot';
import type { PatientRule } from '../core/dataset/types.ts';
import type { Checkpoint, ModelArtifacts, ModelRecord } from '../core/report/model-record.ts';
import { LIMITS } from '../core/training/config.ts';
import { upgraded } from './upgrade.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const maybe = v.nullable(v.number());
const text = v.string();
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const preprocessing = v.object({
  imageSize: v.pipe(count, v.minValue(LIMITS.imageSize.min), v.maxValue(LIMITS.imageSize.max)),
  interpolation: v.picklist(['nearest', 'antialiased']),
  channels: v.picklist([1, 3]),
  scale: v.number(),
  offset: v.number(),
  mirrorAverage: v.boolean(),
});

const validation = v.picklist(['folder', 'patients', 'films', 'none']);

const config = v.object({
  preset: v.picklist(['paper', 'small', 'strong', 'quick']),
  architecture: v.picklist(['paper', 'small', 'strong', 'quick']),
  preprocessing,
  batchSize: count,
  epochs: count,
  learningRate: v.number(),
  optimizer: v.picklist(['adam', 'adamw']),
  weightDecay: share,
  schedule: v.picklist(['constant', 'one-cycle']),
  labelSmoothing: share,
  averageWeights: share,
  seed: count,
  classWeights: v.boolean(),
  augmentation: v.object({
    shearDegrees: v.number(),
    zoom: v.number(),
    rotationDegrees: v.number(),
    mirror: v.boolean(),
    brightness: v.number(),
    contrast: v.number(),
    crop: v.number(),
    cropAspect: v.number(),
  }),
  validation,
  validationPercent: v.number(),
  backend: v.picklist(['auto', 'webgl', 'wasm', 'cpu']),
});

const backendName = v.picklist(['webgl', 'wasm', 'cpu']);

const backend = v.object({
  backend: backendName,
  renderer: text,
  software: v.boolean(),
  reason: v.picklist([
    'hardware-webgl',
    'measured',
    'software-webgl',
    'no-webgl',
    'half-float-webgl',
    'no-wasm',
    'webgl-lost',
    'webgl-failed',
    'chosen',
  ]),
  stepTimes: v.optional(v.array(v.object({ backend: backendName, ms: v.number() }))),
});

const counts = v.object({ train: v.array(count), validation: v.array(count), test: v.array(count) });
/** By what a set's patients are told. */
export const patientRule = v.custom<PatientRule>((value) => {
  const { kind, source, file } = Object(value) as Record<string, unknown>;
  return kind === 'names' || typeof (kind === 'expression' ? source : kind === 'table' ? file : null) === 'string';
});
const dataset = v.object({
  name: text,
  source: text,
  fingerprint: text,
  patientRule: v.optional(patientRule),
  namedFingerprint: v.optional(text),
  counts,
});

const plan = v.object({ validation, validationPercent: v.number(), seed: count, leftOut: v.array(count) });
const divided = v.object({ films: counts, patients: v.object({ train: count, validation: count, test: count }) });

const history = v.array(
  v.object({
    epoch: count,
    loss: v.number(),
    accuracy: v.number(),
    valLoss: maybe,
    valAccuracy: maybe,
    seconds: v.number(),
    waitingShare: v.number(),
    backend: v.optional(backendName),
    tensors: count,
    bytes: v.number(),
  }),
);

const classNames = v.pipe(v.array(text), v.minLength(2));
const result = v.object({
  split: text,
  films: count,
  loss: v.number(),
  accuracy: v.number(),
  auc: maybe,
  confusion: v.array(v.array(count)),
});

const weights = v.picklist(['last', 'best']);

const modelRecord = v.object({
  version: v.literal(3),
  id: text,
  name: text,
  savedAt: text,
  classNames,
  preprocessing,
  parameters: count,
  run: v.nullable(v.object({ id: text, config, plan, divided: v.nullable(divided), backend, dataset, history })),
  result: v.nullable(result),
  weights: v.optional(weights),
  temperature: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  looks: v.optional(v.array(v.object({ at: text, weights, films: count }))),
});

const buffer = v.instance(ArrayBuffer);

const artifacts = v.object({ topology: v.unknown(), weightSpecs: v.unknown(), weightData: buffer });

const checkpoint = v.object({
  version: v.literal(3),
  id: text,
  savedAt: text,
  config,
  plan,
  divided: v.nullable(divided),
  backend,
  dataset,
  classNames,
  history: v.pipe(history, v.minLength(1)),
  optimizerSteps: count,
  weights: buffer,
  moments: buffer,
  averages: v.nullable(buffer),
  bestEpoch: v.nullable(count),
  bestWeights: v.nullable(buffer),
});

/** A model's record from anywhere outside this build; null when it is none. */
export function parseModelRecord(value: unknown): ModelRecord | null {
  const parsed = v.safeParse(modelRecord, upgraded(value));
  return parsed.success ? parsed.output : null;
}

/** A model's weights and topology as they were kept; null when they are damaged. */
export function parseArtifacts(value: unknown): ModelArtifacts | null {
  const parsed = v.safeParse(artifacts, value);
  return parsed.success ? parsed.output : null;
}

/** A run's checkpoint as it was kept; null when it is damaged. */
export function parseCheckpoint(value: unknown): Checkpoint | null {
  const parsed = v.safeParse(checkpoint, upgraded(value));
  return parsed.success ? parsed.output : null;
}
