const FLOAT: usize = 4;

/** One step of Adam in Keras' form, nothing in place: kept · w - rate · m' / (√v' + ε), m' = β₁m + (1 - β₁)g, v' = β₂v + (1 - β₂)g². */
export function adam(
  weight: usize,
  gradient: usize,
  first: usize,
  second: usize,
  newWeight: usize,
  newFirst: usize,
  newSecond: usize,
  bytes: usize,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  rate: f32,
  kept: f32,
): void {
  const keep1 = f32x4.splat(beta1), take1 = f32x4.splat(1 - beta1), keep2 = f32x4.splat(beta2), take2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon), rates = f32x4.splat(rate), keeps = f32x4.splat(kept);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    const g = v128.load(gradient + i);
    const m = f32x4.add(f32x4.mul(keep1, v128.load(first + i)), f32x4.mul(take1, g));
    const v = f32x4.add(f32x4.mul(keep2, v128.load(second + i)), f32x4.mul(take2, f32x4.mul(g, g)));
    const change = f32x4.div(f32x4.mul(rates, m), f32x4.add(f32x4.sqrt(v), epsilons));
    v128.store(newWeight + i, f32x4.sub(f32x4.mul(keeps, v128.load(weight + i)), change));
    v128.store(newFirst + i, m);
    v128.store(newSecond + i, v);
  }
  for (; i < bytes; i += FLOAT) {
    const g = load<f32>(gradient + i);
    const m = beta1 * load<f32>(first + i) + (1 - beta1) * g;
    const v = beta2 * load<f32>(second + i) + (1 - beta2) * g * g;
    store<f32>(newWeight + i, kept * load<f32>(weight + i) - (rate * m) / (sqrt(v) + epsilon));
    store<f32>(newFirst + i, m);
    store<f32>(newSecond + i, v);
  }
}

/** 1 where x > 0, `alpha` elsewhere, NaN where x is NaN. */
export function step(x: usize, bytes: usize, alpha: f32, out: usize): void {
  const ones = f32x4.splat(1), alphas = f32x4.splat(alpha), zeros = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    const value = v128.load(x + i);
    const known = v128.bitselect(ones, alphas, f32x4.gt(value, zeros));
    v128.store(out + i, v128.bitselect(known, value, f32x4.eq(value, value)));
  }
  for (; i < bytes; i += FLOAT) {
    const value = load<f32>(x + i);
    store<f32>(out + i, value > 0 ? 1 : value == value ? alpha : value);
  }
}
