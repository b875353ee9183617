/** Figures of the whole split. */
export const OVERALL_FIGURES = ['loss', 'accuracy', 'balancedAccuracy', 'mcc', 'kappa', 'brier', 'logLoss'] as const;
export type OverallFigure = (typeof OVERALL_FIGURES)[number];

/** Figures of one class against the rest; sensitivity is recall, PPV is precision. */
export const CLASS_FIGURES = ['sensitivity', 'specificity', 'ppv', 'npv', 'f1', 'auc', 'averagePrecision'] as const;
export type ClassFigure = (typeof CLASS_FIGURES)[number];

/** Whose figure it is: of all films, of one class, or a mean over the classes (`weighted` by films of each). */
export type Scope = 'overall' | 'macro' | 'weighted' | number;

/** Name of one figure. */
export interface FigureName {
  readonly scope: Scope;
  readonly figure: OverallFigure | ClassFigure;
}

/** All figures of `classes` classes in the order in which a `FigureTable` writes them: overall, each class, macro, weighted. */
export function figureNames(classes: number): readonly FigureName[] {
  const scopes: Scope[] = [...Array.from({ length: classes }, (_, label) => label), 'macro', 'weighted'];
  return [
    ...OVERALL_FIGURES.map((figure) => ({ scope: 'overall' as const, figure })),
    ...scopes.flatMap((scope) => CLASS_FIGURES.map((figure) => ({ scope, figure }))),
  ];
}

/** Values in the order of `figureNames` as one table by scope. */
export interface FiguresByScope<T> {
  readonly overall: Readonly<Record<OverallFigure, T>>;
  /** `[classes]`. */
  readonly classes: readonly Readonly<Record<ClassFigure, T>>[];
  readonly macro: Readonly<Record<ClassFigure, T>>;
  readonly weighted: Readonly<Record<ClassFigure, T>>;
}

/** A value for each figure, arranged by scope; `make` gets the figure's place in `figureNames`. */
export function byScope<T>(classes: number, make: (place: number) => T): FiguresByScope<T> {
  const start = OVERALL_FIGURES.length;
  const width = CLASS_FIGURES.length;
  const row = (index: number) => record(CLASS_FIGURES, (k) => make(start + index * width + k));
  return {
    overall: record(OVERALL_FIGURES, make),
    classes: Array.from({ length: classes }, (_, label) => row(label)),
    macro: row(classes),
    weighted: row(classes + 1),
  };
}

function record<K extends string, T>(keys: readonly K[], make: (index: number) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key, index) => [key, make(index)])) as Record<K, T>;
}
