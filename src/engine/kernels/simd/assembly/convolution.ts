import { addProduct, FLOAT, Product } from './tiles';

/** Bytes of what is read or written in order that stay in the cache while all tiles go over them. */
const BLOCK_BYTES: usize = 48 * 1024;
/** Rows at a time, in tiles of six. */
const BLOCK_ROWS: usize = 96;
/** One `Product` for each thread. */
const PRODUCT_BYTES: usize = 64;

/** A convolution and its tensors, NHWC: what JavaScript writes in this order, four bytes each. Sides and strides in pixels. */
@unmanaged
export class Convolution {
  /** [films, inHeight, inWidth, inChannels]. */
  x: usize;
  /** [films, outHeight, outWidth, outChannels]: the result, or the gradient by it. */
  y: usize;
  /** [filterHeight · filterWidth · inChannels, outChannels]: the filter, or one gradient by it for each group of films. */
  filter: usize;
  /** One for each output channel; 0: none. */
  bias: usize;
  relu: u32;
  /** One film with its borders of zeros, which are there already, for each thread; 0: no borders. */
  padded: usize;
  /** Of each row of the left matrix in bytes, and five more: of the places for the result, of the filter's rows for its gradient. */
  offsets: usize;
  /** Room for what each thread computes. */
  products: usize;
  /** The film, or group of films, that is to be taken next. */
  next: u32;
  films: usize;
  groups: usize;
  inHeight: usize;
  inWidth: usize;
  inChannels: usize;
  outHeight: usize;
  outWidth: usize;
  outChannels: usize;
  filterHeight: usize;
  filterWidth: usize;
  strideHeight: usize;
  strideWidth: usize;
  top: usize;
  left: usize;
  /** With the borders. */
  paddedHeight: usize;
  paddedWidth: usize;
}

/** What no thread has taken yet. */
function take(task: Convolution): usize {
  if (SHARED) return atomic.add<u32>(changetype<usize>(task) + offsetof<Convolution>('next'), 1);
  return task.next++;
}

/**
 * y[n, i, j, k] = bias[k] + Σ x[n, i·s + a - top, j·s + b - left, c] · filter[a, b, c, k], then relu: for each place the filter's rows
 * lie in the film as one run of values for each line. Every thread calls it, and each takes film after film.
 */
export function convolve(task: Convolution, thread: usize): void {
  const product = changetype<Product>(task.products + thread * PRODUCT_BYTES);
  const places = task.outHeight * task.outWidth;
  const place = task.outChannels * FLOAT;
  product.leftLine = task.paddedWidth * task.inChannels * FLOAT;
  product.leftStep = FLOAT;
  product.right = task.filter;
  product.height = task.filterHeight;
  product.width = task.filterWidth * task.inChannels;
  product.columns = task.outChannels;
  for (let n = take(task); n < task.films; n = take(task)) {
    product.left = filmOf(task, n, thread);
    const y = task.y + n * places * place;
    for (let first: usize = 0; first < places; first += BLOCK_ROWS) {
      product.rows = min(BLOCK_ROWS, places - first);
      product.offsets = task.offsets + first * 4;
      product.out = y + first * place;
      start(product.out, task.bias, product.rows, place);
      addProduct(product);
      if (task.relu) relu(product.out, product.rows * place);
    }
  }
}

/** Each row as the bias, or zero. */
function start(out: usize, bias: usize, rows: usize, bytes: usize): void {
  if (!bias) {
    memory.fill(out, 0, rows * bytes);
    return;
  }
  for (let row: usize = 0; row < rows; row++) memory.copy(out + row * bytes, bias, bytes);
}

/** NaN stays. */
function relu(out: usize, bytes: usize): void {
  const zeros = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(out + i, f32x4.max(v128.load(out + i), zeros));
  for (; i < bytes; i += FLOAT) store<f32>(out + i, max(load<f32>(out + i), <f32>0));
}

/**
 * dW[a, b, c, k] = Σ x[n, i·s + a - top, j·s + b - left, c] · dy[n, i, j, k] of each group of films. Groups, not threads, have sums of
 * their own, so that the result does not depend on which thread was free. Every thread calls it, and each takes group after group.
 */
export function filterGradient(task: Convolution, thread: usize): void {
  const product = changetype<Product>(task.products + thread * PRODUCT_BYTES);
  const line = task.outWidth * task.outChannels * FLOAT;
  product.leftLine = task.strideHeight * task.paddedWidth * task.inChannels * FLOAT;
  product.leftStep = task.strideWidth * task.inChannels * FLOAT;
  product.width = task.outWidth;
  product.columns = task.outChannels;
  product.offsets = task.offsets;
  product.rows = task.filterHeight * task.filterWidth * task.inChannels;
  const lines = max<usize>(1, BLOCK_BYTES / line);
  const size = product.rows * task.outChannels * FLOAT;
  for (let group = take(task); group < task.groups; group = take(task)) {
    product.out = task.filter + group * size;
    memory.fill(product.out, 0, size);
    const end = (task.films * (group + 1)) / task.groups;
    for (let n = (task.films * group) / task.groups; n < end; n++) {
      const film = filmOf(task, n, thread);
      const dy = task.y + n * task.outHeight * line;
      for (let first: usize = 0; first < task.outHeight; first += lines) {
        product.left = film + first * product.leftLine;
        product.right = dy + first * line;
        product.height = min(lines, task.outHeight - first);
        addProduct(product);
      }
    }
  }
}

/** Where the film lies: itself, or a copy in the thread's borders of zeros. */
function filmOf(task: Convolution, n: usize, thread: usize): usize {
  const line = task.inWidth * task.inChannels * FLOAT;
  let film = task.x + n * task.inHeight * line;
  if (!task.padded) return film;
  const step = task.paddedWidth * task.inChannels * FLOAT;
  const padded = task.padded + thread * task.paddedHeight * step;
  let to = padded + task.top * step + task.left * task.inChannels * FLOAT;
  for (let y: usize = 0; y < task.inHeight; y++) {
    memory.copy(to, film, line);
    film += line;
    to += step;
  }
  return padded;
}

/** out[i] = Σ groups[g, i]. */
export function sumGroups(from: usize, groups: usize, bytes: usize, out: usize): void {
  memory.copy(out, from, bytes);
  for (let group: usize = 1; group < groups; group++) {
    from += bytes;
    let i: usize = 0;
    for (; i + 16 <= bytes; i += 16) v128.store(out + i, f32x4.add(v128.load(out + i), v128.load(from + i)));
    for (; i < bytes; i += FLOAT) store<f32>(out + i, load<f32>(out + i) + load<f32>(from + i));
  }
}

/** out[height - 1 - a, width - 1 - b, k, c] = filter[a, b, c, k]: turned by 180°, channels exchanged. */
export function turnFilter(filter: usize, taps: usize, inChannels: usize, outChannels: usize, out: usize): void {
  const tap = inChannels * outChannels * FLOAT;
  let to = out + taps * tap;
  for (let i: usize = 0; i < taps; i++) {
    to -= tap;
    for (let c: usize = 0; c < inChannels; c++) {
      for (let k: usize = 0; k < outChannels; k++) {
        store<f32>(to + (k * inChannels + c) * FLOAT, load<f32>(filter));
        filter += FLOAT;
      }
    }
  }
}
