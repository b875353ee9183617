import { add, engine, mul, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { hasKernel } from './has-kernel.ts';
import { MOST_RUNNING_MEANS, RUNNING_MEANS } from './own-kernels.ts';

/**
 * means[i] = kept · means[i] + (1 - kept) · values[i]. Where the backend has a kernel for it those of one shape go together: a
 * network has some sixty arrays of weights, most of them small, and a GPU takes longer to be told of one than to compute it.
 */
export function updateMeans(means: readonly Variable[], values: readonly Tensor[], kept: number): void {
  for (const group of groupsOf(means)) {
    const [first] = group as [number];
    if (!hasKernel(RUNNING_MEANS) || (means[first] as Variable).size % 2 !== 0) {
      for (const i of group) updateMean(means[i] as Variable, values[i] as Tensor, kept);
      continue;
    }
    const inputs = { means: group.map((i) => means[i] as Tensor), values: group.map((i) => values[i] as Tensor) };
    tidy(() => {
      // Lists are taken, though the type knows single tensors alone.
      const next: Tensor[] = engine().runKernel(RUNNING_MEANS, inputs as never, { kept });
      for (const [k, i] of group.entries()) (means[i] as Variable).assign(next[k] as Tensor);
    });
  }
}

function updateMean(mean: Variable, value: Tensor, kept: number): void {
  tidy(() => mean.assign(add(mul(mean, kept), mul(value, 1 - kept))));
}

/** Places of tensors of one shape, as many as the kernel takes. */
function groupsOf(tensors: readonly Tensor[]): number[][] {
  const open = new Map<string, number[]>();
  const groups: number[][] = [];
  for (const [i, { shape }] of tensors.entries()) {
    const key = shape.join(' ');
    let group = open.get(key);
    if (!group || group.length === MOST_RUNNING_MEANS) {
      group = [];
      open.set(key, group);
      groups.push(group);
    }
    group.push(i);
  }
  return groups;
}
