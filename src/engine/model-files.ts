import { io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { AppError } from '../core/base/errors.ts';
import type { ModelArtifacts, ModelRecord } from '../core/report/model-record.ts';
import { parseModelRecord } from '../storage/schemas.ts';

const MODEL_FILE = 'model.json';
const WEIGHTS_FILE = 'weights.bin';

/** A file that leaves the app or comes into it. */
export interface ModelFile {
  readonly name: string;
  readonly blob: Blob;
}

/** Topology and weights of a model as TensorFlow.js saves them. */
export async function toArtifacts(model: LayersModel): Promise<ModelArtifacts> {
  let saved: io.ModelArtifacts | null = null;
  const handler = io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
  const { modelTopology, weightSpecs, weightData } = saved as unknown as io.ModelArtifacts;
  return { topology: modelTopology, weightSpecs, weightData: io.CompositeArrayBuffer.join(weightData) };
}

/**
 * A model from its artifacts. Throws `model-lacks-weights` when there are too few bytes, `model-has-nan` when a weight is
 * no number, `model-not-ours` when TensorFlow.js cannot build it or it does not take the films its record speaks of.
 */
export async function fromArtifacts(artifacts: ModelArtifacts, record: ModelRecord): Promise<LayersModel> {
  checkWeights(artifacts);
  const { topology, weightSpecs, weightData } = artifacts;
  const parts = {
    modelTopology: topology as object,
    weightSpecs: weightSpecs as io.WeightsManifestEntry[],
    weightData,
  };
  const model = await loadLayersModel(io.fromMemory(parts)).catch((cause: unknown) => {
    throw new AppError('model-not-ours', {}, { cause });
  });
  if (fits(model, record)) return model;
  model.dispose();
  throw new AppError('model-not-ours');
}

/** model.json and weights.bin: `tf.loadLayersModel` opens them anywhere; what the app adds is in `userDefinedMetadata`. */
export function toFiles({ topology, weightSpecs, weightData }: ModelArtifacts, record: ModelRecord): ModelFile[] {
  const json = {
    format: 'layers-model',
    generatedBy: 'ThoraxLab, TensorFlow.js 4.22.0',
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
    userDefinedMetadata: { thoraxlab: record },
  };
  return [
    { name: MODEL_FILE, blob: new Blob([JSON.stringify(json)], { type: 'application/json' }) },
    { name: WEIGHTS_FILE, blob: new Blob([weightData], { type: 'application/octet-stream' }) },
  ];
}

const weights = v.array(
  v.object({
    name: v.string(),
    shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
    dtype: v.literal('float32'),
  }),
);

const modelJson = v.object({
  modelTopology: v.record(v.string(), v.unknown()),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights })),
  userDefinedMetadata: v.object({ thoraxlab: v.unknown() }),
});

/** Reads such files. Throws `model-not-ours` for any other model.json, `model-lacks-weights` when a weights file is missing. */
export async function fromFiles(files: readonly File[]): Promise<{ record: ModelRecord; artifacts: ModelArtifacts }> {
  const json = files.find(({ name }) => name.endsWith('.json'));
  const parsed = v.safeParse(modelJson, json && parseJson(await json.text()));
  const record = parsed.success ? parseModelRecord(parsed.output.userDefinedMetadata.thoraxlab) : null;
  if (!parsed.success || !record) throw new AppError('model-not-ours', json ? { file: json.name } : {});
  const { modelTopology, weightsManifest } = parsed.output;
  const paths = weightsManifest.flatMap((group) => group.paths);
  const buffers = await Promise.all(paths.map((path) => readWeights(files, path)));
  const weightData = await new Blob(buffers).arrayBuffer();
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  return { record, artifacts: { topology: modelTopology, weightSpecs, weightData } };
}

async function readWeights(files: readonly File[], path: string): Promise<ArrayBuffer> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const file = files.find(({ name }) => name === base);
  if (!file) throw new AppError('model-lacks-weights', { file: base });
  return file.arrayBuffer();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checkWeights({ weightSpecs, weightData }: ModelArtifacts): void {
  const parsed = v.safeParse(weights, weightSpecs);
  if (!parsed.success) throw new AppError('model-not-ours');
  const expected = parsed.output.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const found = weightData.byteLength / Float32Array.BYTES_PER_ELEMENT;
  if (found !== expected) throw new AppError('model-lacks-weights', { expected, found });
  if (!new Float32Array(weightData).every(Number.isFinite)) throw new AppError('model-has-nan');
}

function fits(model: LayersModel, { preprocessing, classNames }: ModelRecord): boolean {
  const [input, output] = [model.inputs[0]?.shape, model.outputs[0]?.shape];
  const { imageSize, channels } = preprocessing;
  const takes = input?.length === 4 && input[1] === imageSize && input[2] === imageSize && input[3] === channels;
  return takes && output?.length === 2 && (output[1] ?? 0) >= classNames.length;
}
