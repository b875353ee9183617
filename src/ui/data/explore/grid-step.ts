/** Where the keyboard stands in a grid. */
export interface GridPlace {
  readonly place: number;
  readonly columns: number;
  readonly count: number;
  /** Rows that one PageUp or PageDown passes. */
  readonly page: number;
}

/** The place a key leads to, by the grid pattern of ARIA's authoring practices; null for other keys. */
export function gridStep(key: string, { place, columns, count, page }: GridPlace): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: place - 1,
    ArrowRight: place + 1,
    ArrowUp: place - columns,
    ArrowDown: place + columns,
    PageUp: place - page * columns,
    PageDown: place + page * columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  if (next === undefined || count === 0) return null;
  return Math.min(count - 1, Math.max(0, next));
}
