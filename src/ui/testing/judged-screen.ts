import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { App } from '../../app/app.ts';
import type { Evaluation, OperatingPoint } from '../../app/evaluations.ts';
import type { Commands } from '../../app/state.ts';
import { type AppStore, makeStore } from '../../app/store.ts';
import { makeRng } from '../../core/base/rng.ts';
import { indexDataset } from '../../core/dataset/index-dataset.ts';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import { ratesByDraw } from '../../core/metrics/curves/prevalence-values.ts';
import { judge } from '../../core/metrics/judge.ts';
import { positiveLabel } from '../../core/metrics/positive-class.ts';
import { toScores } from '../../core/metrics/scores.ts';
import { splitCurves } from '../../core/metrics/split-judgement.ts';
import { testResult } from '../../core/metrics/test-result.ts';
import { PRESETS } from '../../core/training/config.ts';
import type { CurrentModel, EvaluationOutputs } from '../../core/training/exchange.ts';
import { AppProvider } from '../AppContext.tsx';
import { EvaluatePlace } from '../evaluate/EvaluatePlace.tsx';

/** Made-up answers on made-up films. */
export interface MadeUp {
  /** Films of the test set by class. */
  readonly films: Readonly<Record<string, number>>;
  /** Films of one patient, 1 unless given. */
  readonly perPatient?: number;
  /** What the network gives to the second class: by default a noisy guess near the truth. */
  readonly probability?: (label: number, film: number) => number;
}

/** The evaluation screen of an app without workers. */
interface Screen {
  readonly root: HTMLElement;
  readonly store: AppStore;
  readonly commands: Commands;
  close(): void;
}

/** Shows the evaluation screen with the test set judged; every figure is there, drawn a hundred times. */
export function showJudged(madeUp: MadeUp): Screen {
  const index = indexOf(madeUp);
  const evaluation = evaluationOf(index, madeUp);
  const store = makeStore();
  const { classNames } = index;
  const backend = {
    backend: 'wasm',
    renderer: 'WASM',
    software: true,
    reason: 'chosen',
  } as unknown as CurrentModel['backend'];
  const { preprocessing } = PRESETS.quick.config;
  const current: CurrentModel = { classNames, preprocessing, parameters: 1000, backend };
  store.setState(({ evaluations }) => ({
    dataset: { kind: 'undecoded', index, error: null },
    model: { kind: 'uploaded', current, digest: null },
    evaluation: { kind: 'done', outputs: evaluation.outputs, result: evaluation.result },
    evaluations: { ...evaluations, list: [evaluation], looks: [] },
  }));
  const commands = commandsOf(store);
  const root = document.body.appendChild(document.createElement('main'));
  const react = createRoot(root);
  const app: App = { store, commands };
  react.render(createElement(AppProvider, { app } as Parameters<typeof AppProvider>[0], createElement(EvaluatePlace)));
  const close = () => {
    react.unmount();
    root.remove();
  };
  return { root, store, commands, close };
}

/** What needs a worker gives nothing. */
function commandsOf(store: AppStore): Commands {
  const own: Partial<Commands> = {
    setOperatingPoint: (point: OperatingPoint) =>
      store.setState(({ evaluations }) => ({ evaluations: { ...evaluations, point } })),
    answersOn: async () => [],
  };
  const nothing = async () => null;
  return new Proxy(own as Commands, { get: (_, name) => own[name as keyof Commands] ?? nothing });
}

function indexOf({ films, perPatient = 1 }: MadeUp): DatasetIndex {
  const entries = Object.entries(films).flatMap(([name, count], label) => [
    { path: `made/train/${name}/a.png`, size: 1 },
    ...Array.from({ length: count }, (_, film) => {
      const patient = Math.floor(film / perPatient) * 2 + label;
      return { path: `made/test/${name}/person${patient}_bacteria_${film}.jpeg`, size: 1 };
    }),
  ]);
  return indexDataset('made', 'folder', entries, { seed: 1 });
}

function evaluationOf(index: DatasetIndex, { probability }: MadeUp): Evaluation {
  const { classNames, labels: all, patients, splits } = index;
  const samples = Uint32Array.from(splits.keys()).filter((sample) => splits[sample] === 2);
  const labels = Uint8Array.from(samples, (sample) => all[sample] as number);
  const rng = makeRng('made-up answers');
  const guess = (label: number) => 1 / (1 + Math.exp(-(2 * rng.normal() + (label ? 2 : -2))));
  const probabilities = new Float32Array(labels.length * classNames.length);
  labels.forEach((label, film) => {
    const p = probability ? probability(label, film) : guess(label);
    probabilities.set([1 - p, p], film * classNames.length);
  });
  const outputs: EvaluationOutputs = {
    ...{ split: 'test', classNames, samples, labels, probabilities, outputs: classNames.length, loss: 0.5, seconds: 1 },
  };
  const clusters = Int32Array.from(samples, (sample) => patients[sample] as number);
  const scores = toScores(outputs, { classes: classNames.length, clusters, positive: positiveLabel(classNames) });
  const judgement = judge(scores, { threshold: null, draws: 100 }, makeRng(1));
  const judged = {
    point: { kind: 'argmax' },
    judgement,
    groups: [],
    rates: ratesByDraw(scores, null, makeRng(2), 100),
  } as const;
  const curves = splitCurves(scores, null, makeRng(3));
  const result = testResult(outputs, classNames.length);
  return { split: 'test', weights: 'last', outputs, index, result, scores, judged, curves, failure: null };
}
