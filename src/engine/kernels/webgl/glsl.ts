/** A number as a GLSL float literal. */
export function toFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.`;
}

/**
 * GLSL: the whole part of `value / divisor`, for values from 0 to below `limit`. Integer division is slow on every GPU and
 * slower in software: a shift where the divisor is a power of two, else a product with the inverse, exact as long as half a
 * step is more than a float's rounding error.
 */
export function divided(value: string, divisor: number, limit: number): string {
  if (limit <= divisor) return '0';
  if (isPowerOfTwo(divisor)) return `(${value} >> ${Math.log2(divisor)})`;
  return limit < 2 ** 21 ? `int((float(${value}) + .5) * ${toFloat(1 / divisor)})` : `(${value} / ${divisor})`;
}

/** GLSL: the rest of that division. */
export function rest(value: string, divisor: number, limit: number): string {
  if (limit <= divisor) return value;
  if (isPowerOfTwo(divisor)) return `(${value} & ${divisor - 1})`;
  return `(${value} - ${divided(value, divisor, limit)} * ${divisor})`;
}

/** GLSL function: where texel `t` of a dense texture of that width is. */
export function glslAt(name: string, width: number, texels: number): string {
  return `ivec2 ${name}(int t) {
  int y = ${divided('t', width, Math.max(texels, 1))};
  return ivec2(t - y * ${width}, y);
}\n`;
}

/** GLSL macro: texel `x` of image row `row`, rows counted over the whole batch; `width` texels make an image row. */
export function glslPixel(name: string, sampler: string, width: number, { fold }: { fold: number }): string {
  const at = fold === 1 ? '(x), (row)' : `((row) & ${fold - 1}) * ${width} + (x), (row) >> ${Math.log2(fold)}`;
  return `#define ${name}(row, x) texelFetch(${sampler}, ivec2(${at}), 0)\n`;
}

/** Measures of an image tensor whose texels a shader writes; `groups` of four channels. */
export interface Place {
  readonly images: number;
  readonly rows: number;
  readonly columns: number;
  readonly groups: number;
}

/** GLSL: finds image `n`, pixel `y`, `x` and channel group `c` of the fragment's texel in a dense texture of that width. */
export function glslPlace(width: number, { images, rows, columns, groups }: Place): string {
  const across = columns * groups;
  const lines = images * rows;
  const find =
    width === across
      ? ['int line = p.y;', 'int cell = p.x;']
      : [
          `int t = p.y * ${width} + p.x;`,
          `int line = ${divided('t', across, lines * across)};`,
          `int cell = t - line * ${across};`,
        ];
  return [
    'ivec2 p = ivec2(gl_FragCoord.xy);',
    ...find,
    `int x = ${divided('cell', groups, across)};`,
    `int c = cell - x * ${groups};`,
    `int n = ${divided('line', rows, lines)};`,
    `int y = line - n * ${rows};`,
  ]
    .map((line) => `  ${line}\n`)
    .join('');
}

function isPowerOfTwo(value: number): boolean {
  return (value & (value - 1)) === 0;
}
