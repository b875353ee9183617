import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend_util, type Conv2DBackpropFilterAttrs, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { type ImageTexture, toImage } from './convert.ts';
import { makeDense, rowWidth } from './dense.ts';
import { glContext, type Planes } from './gl-context.ts';
import { divided, glslPixel } from './glsl.ts';
import type { WebglCall } from './webgl-call.ts';

type Shape4 = [number, number, number, number];
type Info = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Fragments that keep a large GPU busy. */
const FRAGMENTS = 32_768;

/** Taps of one row of the filter that one fragment sums, and groups of four result channels. */
interface Block {
  readonly first: number;
  /** Blocks side by side in a filter row. */
  readonly count: number;
  readonly taps: 1 | 2;
  readonly groups: number;
}

interface Sums {
  readonly block: Block;
  readonly planes: Planes;
  readonly splits: number;
}

/**
 * Gradient of a convolution by its filter: dW[a, b, c, k] = Σ x[n, i·s + a, j·s + b, c] · dy[n, i, j, k], as a reduction
 * split over rows: each fragment sums a part of the rows for up to 32 weights (four source channels, and two neighbouring
 * taps that share what they read, or two groups of four result channels), a second small pass adds the parts. The stock
 * shader sums one weight a fragment over the whole batch, with two reads for each multiply-add. NHWC, any stride and
 * padding.
 */
export function makeConv2dBackpropFilter(stock: KernelFunc) {
  return (call: WebglCall<{ x: TensorInfo; dy: TensorInfo }, Conv2DBackpropFilterAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = call;
    const { x, dy } = inputs;
    const { strides, pad, dimRoundingMode, dataFormat, filterShape } = attrs;
    const info = backend_util.computeConv2DInfo(x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
    const floats = x.dtype === 'float32' && dy.dtype === 'float32';
    const empty = [...filterShape, ...dy.shape].includes(0);
    if (!floats || dataFormat === 'NCHW' || empty) return stock(call as never) as TensorInfo;
    return run(backend, info, inputs) ?? (stock(call as never) as TensorInfo);
  };
}

function run(backend: MathBackendWebGL, info: Info, { x, dy }: { x: TensorInfo; dy: TensorInfo }): TensorInfo | null {
  const context = glContext(backend);
  const image = toImage(backend, x);
  const gradient = image && toImage(backend, dy);
  const blocks = gradient ? blocksOf(info, context.targets) : [];
  const sums = image && gradient ? blocks.map((block) => sumParts(backend, info, { block, image, gradient })) : [];
  image?.free();
  gradient?.free();
  if (sums.length === 0) return null;
  const result = addParts(backend, info, sums);
  for (const { planes } of sums) context.release(planes);
  return result;
}

function componentsOf({ inChannels }: Info): number {
  return Math.min(4, inChannels);
}

function blocksOf(info: Info, targets: number): Block[] {
  const { filterWidth, strideWidth } = info;
  const components = componentsOf(info);
  const most = Math.ceil(info.outChannels / 4);
  const groupsFor = (taps: number) => Math.min(most, Math.floor(targets / (taps * components)));
  // Two taps share their reads where they are one pixel apart.
  const pairs = strideWidth === 1 && groupsFor(2) > 0 ? Math.floor(filterWidth / 2) : 0;
  const singles = filterWidth - 2 * pairs;
  const blocks: Block[] = [];
  if (pairs > 0) blocks.push({ first: 0, count: pairs, taps: 2, groups: groupsFor(2) });
  if (singles > 0) blocks.push({ first: 2 * pairs, count: singles, taps: 1, groups: groupsFor(1) });
  return blocks;
}

interface Parts {
  readonly block: Block;
  readonly image: ImageTexture;
  readonly gradient: ImageTexture;
}

function sumParts(backend: MathBackendWebGL, info: Info, parts: Parts): Sums {
  const context = glContext(backend);
  const { block } = parts;
  const across = Math.ceil(info.outChannels / 4 / block.groups) * Math.ceil(info.inChannels / 4);
  const down = info.filterHeight * block.count;
  const rows = info.batchSize * info.outHeight;
  const wanted = Math.ceil(FRAGMENTS / (across * down));
  const most = Math.min(Math.ceil(rows / 4), Math.floor(context.maxSize / down));
  const perSplit = Math.ceil(rows / Math.max(1, Math.min(wanted, most)));
  const splits = Math.ceil(rows / perSplit);
  const planes = context.acquire(across, down * splits, block.taps * block.groups * componentsOf(info));
  context.draw({
    source: partsShader(info, parts, perSplit),
    inputs: { image: parts.image.texture, gradient: parts.gradient.texture },
    target: planes,
    width: planes.width,
    height: planes.height,
  });
  return { block, planes, splits };
}

function range(n: number): number[] {
  return [...Array(n).keys()];
}

function partsShader(info: Info, { block, image, gradient }: Parts, perSplit: number): string {
  const { taps, groups, count, first } = block;
  const depth = Math.ceil(info.inChannels / 4);
  const width = Math.ceil(info.outChannels / 4);
  const across = Math.ceil(width / groups);
  const sums = range(taps * groups * componentsOf(info));
  const rows = info.batchSize * info.outHeight;
  const unrolled = info.outWidth - (info.outWidth % 2);
  const columns = (x: string) => `(x0 + ${x}) * ${depth} + c`;
  const bounded = info.padInfo.left > 0 || info.padInfo.right > 0;
  const inside = (x: string) => `bvec4(uint(x0 + ${x}) < ${info.inWidth}u)`;
  const texel = (x: string) => `pixel(row, ${columns(x)})`;
  const read = (x: string) => (bounded ? `mix(vec4(0), ${texel(x)}, ${inside(x)})` : texel(x));
  const stepAt = (j: string) => stepGlsl(info, block, { j, read });
  return `${glslPixel('pixel', 'image', info.inWidth * depth, image)}
${glslPixel('slope', 'gradient', info.outWidth * width, gradient)}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int c = p.x / ${across};
  int k = (p.x - c * ${across}) * ${groups};
  int split = p.y / ${info.filterHeight * count};
  int tap = p.y - split * ${info.filterHeight * count};
  int a = tap / ${count};
  int x0 = (tap - a * ${count}) * ${taps} + ${first - info.padInfo.left};
${sums.map((i) => `  vec4 sum${i} = vec4(0);`).join('\n')}
  int last = min((split + 1) * ${perSplit}, ${rows});
  for (int i = split * ${perSplit}; i < last; ++i) {
    int n = ${divided('i', info.outHeight, rows)};
    int y = (i - n * ${info.outHeight}) * ${info.strideHeight} + a - ${info.padInfo.top};
    if (uint(y) < ${info.inHeight}u) {
      int row = n * ${info.inHeight} + y;
      vec4 v0, v1, d;
${taps === 2 ? `      v1 = ${read('0')};` : ''}
      for (int j = 0; j < ${unrolled}; j += 2) {
${stepAt('j')}
${stepAt('(j + 1)')}
      }
${unrolled < info.outWidth ? stepAt(String(unrolled)) : ''}
    }
  }
${sums.map((i) => `  out${i} = sum${i};`).join('\n')}
}`;
}

interface StepNames {
  readonly j: string;
  readonly read: (x: string) => string;
}

/** One result pixel: what is read, and the outer products. Sum (tap · groups + group) · components + component. */
function stepGlsl(info: Info, { taps, groups }: Block, { j, read }: StepNames): string {
  const width = Math.ceil(info.outChannels / 4);
  const components = componentsOf(info);
  const lines =
    taps === 2 ? ['v0 = v1;', `v1 = ${read(`${j} + 1`)};`] : [`v0 = ${read(`${j} * ${info.strideWidth}`)};`];
  for (const g of range(groups)) {
    lines.push(`d = slope(i, ${j} * ${width} + k + ${g});`);
    for (const t of range(taps)) {
      for (const c of range(components)) {
        lines.push(`sum${(t * groups + g) * components + c} += v${t}.${'xyzw'[c]} * d;`);
      }
    }
  }
  return lines.map((line) => `        ${line}`).join('\n');
}

/** Adds the parts up, in the order in which the filter lies in memory. */
function addParts(backend: MathBackendWebGL, info: Info, sums: readonly Sums[]): TensorInfo {
  const context = glContext(backend);
  const shape = [info.filterHeight, info.filterWidth, info.inChannels, info.outChannels];
  const dense = info.outChannels % 4 === 0 ? rowWidth(shape, context.maxSize) : null;
  const inputs = Object.fromEntries(sums.map(({ planes }, i) => [`parts${i}`, planes]));
  const total = `${sums.map((sum, i) => totalGlsl(info, sum, i)).join('')}vec4 total(int i, int k) {
  int tap = i / ${info.inChannels};
  int c = i - tap * ${info.inChannels};
  int a = tap / ${info.filterWidth};
  int b = tap - a * ${info.filterWidth};
  return ${sums[1] ? `b < ${sums[1].block.first} ? total0(a, b, c, k) : total1(a, b, c, k)` : 'total0(a, b, c, k)'};
}
`;
  if (dense !== null) {
    const output = makeDense(backend, shape, dense);
    const groups = info.outChannels / 4;
    const source = `${total}void main() {
  int t = int(gl_FragCoord.y) * ${dense} + int(gl_FragCoord.x);
  int i = t / ${groups};
  out0 = total(i, t - i * ${groups});
}`;
    context.draw({ source, inputs, target: output.texture, width: output.width, height: output.height });
    return output.info;
  }
  const output = backend.makeTensorInfo(shape, 'float32');
  backend.uploadToGPU(output.dataId);
  const data = backend.texData.get(output.dataId);
  const [height, width] = data.texShape as [number, number];
  const source = `${total}void main() {
  int t = int(gl_FragCoord.y) * ${width} + int(gl_FragCoord.x);
  int i = t / ${info.outChannels};
  int k = t - i * ${info.outChannels};
  out0 = vec4(total(i, k >> 2)[k & 3]);
}`;
  context.draw({ source, inputs, target: data.texture?.texture as WebGLTexture, width, height });
  return output;
}

function totalGlsl(info: Info, { block, splits }: Sums, index: number): string {
  const components = componentsOf(info);
  const { first, count, taps, groups } = block;
  const across = Math.ceil(Math.ceil(info.outChannels / 4) / groups);
  return `vec4 total${index}(int a, int b, int c, int k) {
  int t = b - ${first};
  int x = (c >> 2) * ${across} + k / ${groups};
  int layer = ((t % ${taps}) * ${groups} + k % ${groups}) * ${components} + (c & 3);
  vec4 sum = vec4(0);
  for (int s = 0; s < ${splits}; ++s) {
    sum += texelFetch(parts${index}, ivec3(x, (s * ${info.filterHeight} + a) * ${count} + t / ${taps}, layer), 0);
  }
  return sum;
}
`;
}
