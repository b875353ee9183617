/** Keys under which a finding's `names` and `numbers` tell up to three properties, the strongest first. */
const PLACES = ['first', 'second', 'third'] as const;

/** A property with its figure and, where it is of one class, that class. */
export interface NamedFigure {
  readonly name: string;
  readonly figure: number;
  readonly className?: string;
}

/** The three figures furthest from zero as `first`, `second`, `third`, and their classes as `firstClass` and so on. */
export function nameStrongest(figures: readonly NamedFigure[]): {
  names: Record<string, string>;
  numbers: Record<string, number>;
} {
  const strongest = [...figures].sort((a, b) => Math.abs(b.figure) - Math.abs(a.figure));
  const names: Record<string, string> = {};
  const numbers: Record<string, number> = {};
  PLACES.forEach((place, i) => {
    const { name, figure, className } = strongest[i] ?? {};
    if (name === undefined || figure === undefined) return;
    names[place] = name;
    numbers[place] = figure;
    if (className !== undefined) names[`${place}Class`] = className;
  });
  return { names, numbers };
}
