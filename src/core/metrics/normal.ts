/** Normal quantile of 0.975. */
export const Z95 = 1.959963984540054;

/** Two-sided p-value of a standard normal deviate: `erfc(|z| / √2)`, to about 1e-14 of its size. */
export function normalPValue(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** erf by Kummer's series, all terms positive (Abramowitz and Stegun 7.1.6). */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 * sum) / Math.sqrt(Math.PI)) * Math.exp(-x * x);
}

/** erfc by its continued fraction, from the far end (Abramowitz and Stegun 7.1.14); 80 terms are enough from x = 2 on. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let k = 80; k > 0; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}
