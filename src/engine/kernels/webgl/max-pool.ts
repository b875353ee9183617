import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  backend_util,
  type KernelFunc,
  type MaxPoolAttrs,
  type MaxPoolGradAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { type ImageTexture, toImage } from './convert.ts';
import { type DenseOutput, makeDense, rowWidth } from './dense.ts';
import { glContext } from './gl-context.ts';
import { divided, glslPixel, glslPlace } from './glsl.ts';
import { hold, makeLazy, pendingRecipe } from './lazy.ts';
import type { WebglCall } from './webgl-call.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computePool2DInfo>;

/** A gradient of max pooling that has not been computed. */
interface PoolGradRecipe {
  readonly kind: 'maxPoolGrad';
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
  readonly info: Info;
  /** Whether the input came out of a relu whose gradient is taken in the same pass. */
  readonly relu: boolean;
}

/** Max pooling, NHWC, four channels a texel; channels that are no multiple of four go to the stock kernel. */
export function makeMaxPool(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo }, MaxPoolAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const info = infoOf(backend, inputs.x, attrs);
    const image = info && toImage(backend, inputs.x);
    if (!info || !image) return stock(call as never) as TensorInfo;
    const output = makeDense(backend, info.outShape, rowWidth(info.outShape, glContext(backend).maxSize) as number);
    const depth = info.inChannels / 4;
    const source = `${glslPixel('pixel', 'image', info.inWidth * depth, image)}
void main() {
${glslPlace(output.width, { images: info.batchSize, rows: info.outHeight, columns: info.outWidth, groups: depth })}  y = y * ${info.strideHeight} - ${info.padInfo.top};
  x = x * ${info.strideWidth} - ${info.padInfo.left};
  vec4 best = vec4(-3.4e38);
  for (int a = max(0, -y); a < min(${info.filterHeight}, ${info.inHeight} - y); ++a) {
    for (int b = max(0, -x); b < min(${info.filterWidth}, ${info.inWidth} - x); ++b) {
      best = max(best, pixel(n * ${info.inHeight} + y + a, (x + b) * ${depth} + c));
    }
  }
  out0 = best;
}`;
    const { texture: target, width, height } = output;
    glContext(backend).draw({ source, inputs: { image: image.texture }, target, width, height });
    image.free();
    return output.info;
  };
}

/**
 * Gradient of max pooling: each dy goes to the first largest value of its window, as in TensorFlow. One pass: each input
 * looks at the windows it is in; the stock kernel first writes the places of all maxima. Lazy, so that the gradient of the
 * relu before it joins the pass.
 */
export function makeMaxPoolGrad(stock: KernelFunc) {
  return (call: WebglCall<{ dy: TensorInfo; input: TensorInfo }, MaxPoolGradAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { dy, input } = inputs;
    const info = infoOf(backend, input, attrs);
    if (!info || dy.dtype !== 'float32') return stock(call as never) as TensorInfo;
    if (rowWidth(info.outShape, glContext(backend).maxSize) === null) return stock(call as never) as TensorInfo;
    return lazily(backend, { kind: 'maxPoolGrad', dy, input, info, relu: false });
  };
}

/** The pending gradient times the gradient of the relu that `y` came out of; null when nothing of the kind is pending. */
export function joinReluGrad(backend: MathBackendWebGL, dy: TensorInfo, y: TensorInfo): TensorInfo | null {
  const recipe = pendingRecipe(backend, dy) as PoolGradRecipe | null;
  if (recipe?.kind !== 'maxPoolGrad' || recipe.relu || recipe.input.dataId !== y.dataId) return null;
  return util.arraysEqual(dy.shape, y.shape) ? lazily(backend, { ...recipe, relu: true }) : null;
}

function infoOf(backend: MathBackendWebGL, x: TensorInfo, attrs: MaxPoolAttrs | MaxPoolGradAttrs): Info | null {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  if (x.dtype !== 'float32' || (x.shape[3] as number) % 4 !== 0 || util.sizeFromShape(x.shape) === 0) return null;
  const info = backend_util.computePool2DInfo(x.shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
  const { maxSize } = glContext(backend);
  const row = (info.inWidth * info.inChannels) / 4;
  const fitting = row <= maxSize && rowWidth(x.shape, maxSize) !== null && !info.outShape.includes(0);
  return fitting ? info : null;
}

function lazily(backend: MathBackendWebGL, recipe: PoolGradRecipe): TensorInfo {
  const held = [hold(backend, recipe.dy), hold(backend, recipe.input)];
  const drop = () => {
    for (const letGo of held) letGo();
  };
  return makeLazy(backend, recipe.info.inShape, {
    recipe,
    write: (output) => writeGrad(backend, recipe, output),
    drop,
  });
}

function writeGrad(backend: MathBackendWebGL, { dy, input, info, relu }: PoolGradRecipe, output: DenseOutput): void {
  const image = toImage(backend, input) as ImageTexture;
  const gradient = toImage(backend, { ...dy, shape: info.outShape }) as ImageTexture;
  const depth = info.inChannels / 4;
  const source = `${glslPixel('pixel', 'image', info.inWidth * depth, image)}
${glslPixel('slope', 'gradient', info.outWidth * depth, gradient)}
void main() {
${glslPlace(output.width, { images: info.batchSize, rows: info.inHeight, columns: info.inWidth, groups: depth })}  vec4 sum = vec4(0);
  y += ${info.padInfo.top};
  x += ${info.padInfo.left};
${windows(info)
  .map(([i, j]) => windowGlsl(info, { i, j, depth, relu }))
  .join('\n')}
  out0 = sum;
}`;
  const inputs = { image: image.texture, gradient: gradient.texture };
  glContext(backend).draw({ source, inputs, target: output.texture, width: output.width, height: output.height });
  image.free();
  gradient.free();
}

/** The windows an input can be in, counted back from the last that begins before it. */
function windows({ filterHeight, filterWidth, strideHeight, strideWidth }: Info): [number, number][] {
  const rows = [...Array(Math.ceil(filterHeight / strideHeight)).keys()];
  const columns = [...Array(Math.ceil(filterWidth / strideWidth)).keys()];
  return rows.flatMap((i) => columns.map((j): [number, number] => [i, j]));
}

interface Window {
  readonly i: number;
  readonly j: number;
  readonly depth: number;
  readonly relu: boolean;
}

/** `y` and `x` are the input's place counted with the padding. */
function windowGlsl(info: Info, { i, j, depth, relu }: Window): string {
  const { filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth, inHeight, inWidth } = info;
  const rows = [...Array(filterHeight).keys()];
  const columns = [...Array(filterWidth).keys()];
  const padded = info.padInfo.top + info.padInfo.bottom + info.padInfo.left + info.padInfo.right > 0;
  const look = rows.flatMap((a) =>
    columns.map((b) => {
      const read = `v = pixel(n * ${inHeight} + top + ${a}, (left + ${b}) * ${depth} + c);`;
      const test = `if (uint(top + ${a}) < ${inHeight}u && uint(left + ${b}) < ${inWidth}u) `;
      const keep = `larger = greaterThan(v, best); best = mix(best, v, larger); place = mix(place, vec4(${a * filterWidth + b}), larger);`;
      return padded ? `${test}{ ${read} ${keep} }` : `${read} ${keep}`;
    }),
  );
  return `  {
    int oy = ${divided('y', strideHeight, 2 ** 15)} - ${i};
    int ox = ${divided('x', strideWidth, 2 ** 15)} - ${j};
    int a = y - oy * ${strideHeight};
    int b = x - ox * ${strideWidth};
    if (uint(oy) < ${outHeight}u && uint(ox) < ${outWidth}u && a < ${filterHeight} && b < ${filterWidth}) {
      int top = oy * ${strideHeight} - ${info.padInfo.top};
      int left = ox * ${strideWidth} - ${info.padInfo.left};
      vec4 v, best = vec4(-3.4e38), place = vec4(0);
      bvec4 larger;
${look.map((line) => `      ${line}`).join('\n')}
      vec4 slope = slope(n * ${outHeight} + oy, ox * ${depth} + c);
      vec4 mine = vec4(equal(place, vec4(a * ${filterWidth} + b)))${relu ? ' * vec4(greaterThan(best, vec4(0)))' : ''};
      sum += slope * mine;
    }
  }`;
}
