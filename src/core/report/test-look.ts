/** One opening of a sealed test set with one network. */
export interface TestLook {
  /** ISO 8601. */
  readonly at: string;
  readonly weights: 'last' | 'best';
  readonly films: number;
}

/** Looks from several places, each once, oldest first. */
export function joinLooks(...lists: readonly (readonly TestLook[])[]): TestLook[] {
  const byTime = new Map(lists.flat().map((look) => [`${look.at} ${look.weights}`, look]));
  return [...byTime.values()].sort((a, b) => a.at.localeCompare(b.at));
}
