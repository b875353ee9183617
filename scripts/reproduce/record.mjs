/** The small record a finished run leaves in docs/reproduction. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkComplete, checkSettings } from './plan.mjs';

/** Label of the class that is found, and of the other. */
const [NORMAL, PNEUMONIA] = [0, 1];

/**
 * The record of a run from what a headless run left in `home`. Everything about settings, films and epochs is taken from
 * the exported model's own record. Throws where it is not the planned run on the complete set, to its last epoch.
 */
export function readRecord(planned, home, sittings) {
  const result = readJson(home, 'result.json');
  const saved = readJson(home, 'model.json').userDefinedMetadata.thoraxlab;
  const { config, backend, dataset, history } = saved.run;
  checkSettings(planned, config);
  const films = namedCounts(dataset.counts, saved.classNames);
  checkComplete(films);
  if (history.length !== config.epochs)
    throw new Error(`${planned.id} has ${history.length} of ${config.epochs} epochs.`);
  const { made = {} } = result;
  return {
    id: planned.id,
    command: made.command ?? 'npm run headless',
    date: (made.date ?? saved.savedAt).slice(0, 10),
    commit: made.commit ?? null,
    sittings: sittings.map(({ date, commit }) => ({ date: date.slice(0, 10), commit })),
    settings: config,
    films,
    parameters: saved.parameters,
    backend: { name: backend.backend, renderer: backend.renderer, reason: backend.reason },
    test: testFigures(result.test),
    epochs: history.map(epochFigures),
  };
}

/** Everything of the test films; `confusion` has truth in rows, an output that is no class counts as wrong. */
function testFigures({ loss, accuracy, auc, confusion }) {
  const films = confusion.flat().reduce((a, b) => a + b, 0);
  const recall = (label) => confusion[label][label] / confusion[label].reduce((a, b) => a + b, 0);
  return { films, accuracy, loss, auc, sensitivity: recall(PNEUMONIA), specificity: recall(NORMAL), confusion };
}

/** `backend` is missing from runs of before it was noted for each epoch. */
function epochFigures({ epoch, loss, accuracy, valLoss, valAccuracy, seconds, backend }) {
  const figures = { epoch: epoch + 1, loss, accuracy, val_loss: valLoss, val_accuracy: valAccuracy };
  return { ...figures, seconds: round(seconds), ...(backend ? { backend } : {}) };
}

function namedCounts(counts, classNames) {
  const named = (numbers) => Object.fromEntries(classNames.map((name, label) => [name, numbers[label]]));
  return Object.fromEntries(Object.entries(counts).map(([split, numbers]) => [split, named(numbers)]));
}

function round(seconds) {
  return Math.round(seconds * 1000) / 1000;
}

/** Writes the record, one line for each of its parts and each epoch. */
export function writeRecord(folder, record) {
  mkdirSync(folder, { recursive: true });
  const { epochs, ...head } = record;
  const lines = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  const rows = epochs.map((epoch) => `    ${JSON.stringify(epoch)}`).join(',\n');
  writeFileSync(join(folder, `${record.id}.json`), `{\n${lines.join('\n')}\n  "epochs": [\n${rows}\n  ]\n}\n`);
}

function readJson(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
