/** Normal quantile of 0.975. */
const Z = 1.959963984540054;

/**
 * 95 % interval of a share of `n` independent trials with `k` hits (Wilson 1927, without continuity correction).
 * Films of one child are not independent: then it is too narrow. Null when `n` is 0.
 */
export function wilson(k: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const share = k / n;
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
