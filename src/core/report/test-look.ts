/** One opening of a sealed test set with one network. */
export interface TestLook {
  /** ISO 8601. */
  readonly at: string;
  readonly weights: 'last' | 'best';
  readonly films: number;
}
