import type { EvaluationReport, ReportModel } from '../../../../core/report/evaluation-report.ts';
import { PRESETS, type TrainingConfig } from '../../../../core/training/config.ts';
import type { EpochRecord } from '../../../../core/training/events.ts';
import { formatCount } from '../../../shared/format.ts';
import { documentWords } from '../../../words/report.ts';
import { trainWords } from '../../../words/train.ts';
import { type Axes, chart, dot, label, line, type Point, roundTicks } from './chart.ts';
import { facts, type Html, html } from './html.ts';

const words = documentWords.model;

/** The network, its settings, and how it learned. */
export function trainingSection({ model }: EvaluationReport): Html {
  return html`<section><h2>${words.title}</h2>
<h3>${words.settings}</h3>
${facts([
  [words.names.name, model.name],
  [words.names.parameters, formatCount(model.parameters)],
  [words.names.input, inputText(model)],
  [words.names.weights, words.weights[model.weights]],
  [words.names.backends, model.backends.join(', ') || null],
  ...(model.config ? settings(model.config) : []),
])}
${model.config ? null : html`<p>${words.noRun}</p>`}
${model.history.length > 0 && learningCurves(model.history)}</section>`;
}

function inputText({ preprocessing }: ReportModel): string {
  const { imageSize, channels, interpolation } = preprocessing;
  return `${imageSize} × ${imageSize} px, ${channels === 1 ? words.grey : words.colour}, ${interpolation}`;
}

function settings(config: TrainingConfig): (readonly [string, string])[] {
  const decay = config.weightDecay ? `, weight decay ${config.weightDecay}` : '';
  return [
    [words.names.preset, PRESETS[config.preset].title],
    [words.names.epochs, formatCount(config.epochs)],
    [words.names.batch, formatCount(config.batchSize)],
    [words.names.optimizer, `${config.optimizer}${decay}`],
    [words.names.rate, `${config.learningRate}, ${words.schedules[config.schedule]}`],
    [words.names.classWeights, config.classWeights ? words.on : words.off],
    [words.names.smoothing, config.labelSmoothing ? String(config.labelSmoothing) : words.off],
    [words.names.augmentation, augmentationText(config)],
    [words.names.seed, String(config.seed)],
  ];
}

function augmentationText({ augmentation }: TrainingConfig): string {
  const { mirror, ...ranges } = augmentation;
  const named = Object.entries(ranges) as [keyof typeof ranges, number][];
  const parts = named.flatMap(([key, value]) => (value ? [`${trainWords.augmentation[key]}: ${value}`] : []));
  return [...parts, ...(mirror ? [trainWords.augmentation.mirror] : [])].join('; ') || trainWords.augmentation.none;
}

function learningCurves(history: readonly EpochRecord[]): Html {
  const accuracy = history.map(({ accuracy: train, valAccuracy }) => ({ train, validation: valAccuracy }));
  const loss = history.map(({ loss: train, valLoss }) => ({ train, validation: valLoss }));
  return html`<h3>${words.curves}</h3><div class="charts">${curve(words.accuracy, accuracy)}${curve(words.loss, loss)}</div>`;
}

function named(axes: Axes, points: readonly Point[], words: string): Html[] {
  return points.flatMap((point) => [dot(axes, point), label(axes, point, words)]);
}

function curve(title: string, epochs: readonly { train: number; validation: number | null }[]): Html {
  const values = epochs.flatMap(({ train, validation }) => [train, validation ?? train]).filter(Number.isFinite);
  const y = roundTicks(Math.min(...values), Math.max(...values));
  const last = epochs.length;
  const ticks = roundTicks(1, Math.max(2, last)).ticks.filter((tick) => tick >= 1 && tick <= last);
  const axes: Axes = {
    title,
    x: {
      label: words.epoch,
      range: [1, Math.max(2, last)],
      ticks: [...new Set([1, ...ticks.filter(Number.isInteger)])],
    },
    y: { label: '', ...y },
    width: 340,
    height: 190,
  };
  const train = epochs.map(({ train: value }, i): Point => [i + 1, value]);
  const validation = epochs.flatMap(({ validation: value }, i): Point[] => (value === null ? [] : [[i + 1, value]]));
  return chart({ ...axes, title: `${title}: ${words.train} (solid), ${words.validation} (dashed)` }, [
    line(axes, train, 'train'),
    line(axes, validation, 'val'),
    // One epoch is no line.
    ...(last === 1 ? [...named(axes, train, words.train), ...named(axes, validation, words.validation)] : []),
  ]);
}
