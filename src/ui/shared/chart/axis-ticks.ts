/** About this many labels fit on an axis, on a phone too. */
const TICKS = 5;

/** Round places for the labels of an axis that runs from `first` to `last`, both ends included; `smallest` step 1 for counts. */
export function axisTicks(first: number, last: number, smallest = 0): number[] {
  const step = Math.max(smallest, roundStep((last - first) / TICKS));
  const ticks = [first];
  for (let tick = Math.ceil(first / step + 0.5) * step; tick <= last - step / 2; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
  }
  return last > first ? [...ticks, last] : ticks;
}

/** The next of 1, 2, 5, 10 times a power of ten. */
function roundStep(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  // A hair's breadth, since 0.2 / 1 may come out as 0.2000000001 steps.
  return ([1, 2, 5].find((factor) => factor * power >= value * 0.999) ?? 10) * power;
}

/**
 * How many epochs an x axis shows: the next of 1, 2, 5, 10, 20, 50, … that holds those begun, at most the planned ones.
 * So early points are not squeezed into the first millimetre, and the axis moves only a few times in a run.
 */
export function epochsInView(begun: number, planned: number): number {
  return Math.min(planned, Math.max(1, roundStep(Math.max(1, begun))));
}
