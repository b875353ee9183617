/** n / (classes × films of the class), as scikit-learn's 'balanced'; a class without films weighs nothing. */
export function balancedWeights(counts: readonly number[]): number[] {
  const films = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count === 0 ? 0 : films / (counts.length * count)));
}
