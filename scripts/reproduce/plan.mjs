/** The runs that stand beside the paper's figure. */

/** The set every run needs: 5,856 films, 624 of them test films. */
const COMPLETE = { films: 5856, test: 624 };

const FOLDER = { source: 'folder', percent: null };
const PATIENTS = { source: 'patients', percent: 12 };

/** In the order in which they are made and shown; all with fresh weights, backend `auto`, judged after the last epoch. */
export const PLAN = [
  { id: 'paper-seed-1', preset: 'paper', seed: 1, epochs: 25, validation: FOLDER },
  { id: 'paper-seed-2', preset: 'paper', seed: 2, epochs: 25, validation: FOLDER },
  { id: 'paper-seed-3', preset: 'paper', seed: 3, epochs: 25, validation: FOLDER },
  { id: 'paper-seed-1-epochs-50', preset: 'paper', seed: 1, epochs: 50, validation: FOLDER },
  { id: 'small-seed-1', preset: 'small', seed: 1, epochs: 15, validation: PATIENTS },
  { id: 'strong-seed-1', preset: 'strong', seed: 1, epochs: 28, validation: PATIENTS },
];

/** Runs under recipes that our presets had before: shown, made no more. */
export const FORMER = [{ id: 'small-seed-1-bright' }, { id: 'strong-seed-1-bright' }];

/** The planned run of that name; throws with the names there are. */
export function plannedRun(id) {
  const found = PLAN.find((planned) => planned.id === id);
  if (!found) throw new Error(`${id} is none of ${PLAN.map((planned) => planned.id).join(', ')}.`);
  return found;
}

/** Throws where `{ split: { class: n } }` is not the complete set. */
export function checkComplete(counts) {
  const count = (split) => Object.values(counts[split] ?? {}).reduce((a, b) => a + b, 0);
  const films = Object.keys(counts).reduce((sum, split) => sum + count(split), 0);
  if (films !== COMPLETE.films || count('test') !== COMPLETE.test) {
    throw new Error(
      `these are ${films} films, ${count('test')} of them for testing; the complete set has ${COMPLETE.films} and ` +
        `${COMPLETE.test}. --limit or --epochs makes a trial that is not recorded.`,
    );
  }
}

/** Throws where a run's settings are not those of the plan. */
export function checkSettings({ id, preset, seed, epochs, validation }, config) {
  const percent = config.validation === 'patients' ? config.validationPercent : null;
  const expected = JSON.stringify({ preset, seed, epochs, validation });
  const actual = JSON.stringify({
    preset: config.preset,
    seed: config.seed,
    epochs: config.epochs,
    validation: { source: config.validation, percent },
  });
  if (actual !== expected) throw new Error(`${id} is planned as ${expected}; this run is ${actual}.`);
}
