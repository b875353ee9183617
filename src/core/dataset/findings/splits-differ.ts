import type { FilmFacts } from '../facts.ts';
import type { DatasetIndex } from '../types.ts';
import { filmsToCompare } from './films-to-compare.ts';
import { type NamedFigure, nameStrongest } from './named.ts';
import { FILE_PROPERTIES, LOOK_PROPERTIES, type Property, propertiesOf } from './properties.ts';
import { toColumns } from './stumps.ts';
import { tellApart } from './told-apart.ts';
import type { Finding } from './types.ts';

/** Two standard errors below the AUC must still be this much: less is chance, or too little to matter. */
const LEAST_AUC = 0.6;

/** From here on a threshold chosen on training films will not do on test films. */
const WARNING_AUC = 0.7;

/** Differences below this many standard deviations are not named: 'small' by Cohen's scale. */
const LEAST_DIFFERENCE = 0.2;

/** Stands for a difference without bound: each side has one value of its own. */
const MOST_DIFFERENCE = 10;

/**
 * Whether training and test films of one class differ in file or brightness: then the test is of another hospital, time or
 * making, and its figures say how the network does there. `auc` is how well a classifier, judged by patient, tells test from
 * training films, mean over classes weighted by test films; `first` to `third` the largest differences of means. Where the
 * app itself split there is nothing to tell.
 */
export function splitsDiffer(index: DatasetIndex, facts: FilmFacts): Finding | null {
  if (index.layout !== 'splits') return null;
  const classes = index.classNames.length;
  const [train, test] = [filmsToCompare(index, facts, 0, classes), filmsToCompare(index, facts, 2, classes)];
  const properties = propertiesOf([...FILE_PROPERTIES, ...LOOK_PROPERTIES], index.sizes, facts);
  const columns = toColumns(properties.map(({ values }) => values));
  const isPositive = index.splits.map((split) => Number(split === 2));
  const told = { auc: 0, standardError: 0, films: 0 };
  const differences: NamedFigure[] = [];
  index.classNames.forEach((className, label) => {
    const own = (films: Uint32Array) => films.filter((film) => index.labels[film] === label);
    const [learned, judged] = [own(train), own(test)];
    const films = Uint32Array.of(...learned, ...judged);
    const found = tellApart(columns, { films, isPositive, patients: index.patients });
    if (!found) return;
    told.auc += found.auc * judged.length;
    told.standardError += found.standardError * judged.length;
    told.films += judged.length;
    for (const property of properties) {
      differences.push({ name: property.name, className, figure: differenceOf(property, learned, judged) });
    }
  });
  return told.films === 0 ? null : toFinding(told, differences);
}

function toFinding(
  told: { readonly auc: number; readonly standardError: number; readonly films: number },
  differences: readonly NamedFigure[],
): Finding | null {
  const auc = told.auc / told.films;
  const standardError = told.standardError / told.films;
  if (auc - 2 * standardError < LEAST_AUC) return null;
  const named = nameStrongest(differences.filter(({ figure }) => Math.abs(figure) >= LEAST_DIFFERENCE));
  return {
    code: 'splits-differ',
    severity: auc >= WARNING_AUC ? 'warning' : 'info',
    numbers: {
      auc,
      standardError,
      testFilms: told.films,
      ...named.numbers,
    },
    names: named.names,
    films: [],
    groups: [],
    action: null,
    leaveOut: [],
  };
}

/** Standardised difference of means, by the mean of both variances (Austin 2009); at most 10 either way. */
function differenceOf({ values }: Property, train: Uint32Array, test: Uint32Array): number {
  const [a, b] = [momentsOf(values, train), momentsOf(values, test)];
  const difference = b.mean - a.mean;
  if (Math.abs(difference) < 1e-9) return 0;
  const size = difference / Math.sqrt((a.variance + b.variance) / 2);
  return Math.max(-MOST_DIFFERENCE, Math.min(MOST_DIFFERENCE, size));
}

function momentsOf(values: Float64Array, films: Uint32Array): { mean: number; variance: number } {
  const mean = films.reduce((sum, film) => sum + (values[film] as number), 0) / films.length;
  const squares = films.reduce((sum, film) => sum + ((values[film] as number) - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, films.length - 1) };
}
