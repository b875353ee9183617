/** The arithmetic of the benchmarks: nothing here runs anything. */

/** Forward and backward pass: the gradient by input and the gradient by filter each cost one more forward pass. */
const PASSES_OF_A_STEP = 3;

/** Floating-point operations of a training step, from one film's multiply-adds (two operations each). */
export function stepOperations(multiplyAdds, batch) {
  return 2 * PASSES_OF_A_STEP * multiplyAdds * batch;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Two decimals, below one three significant digits. */
export function round(value) {
  return Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100;
}

/**
 * One side's times as the row shows them: the median in ms; `> N` where it was stopped after N ms without an end; the
 * word that says why there is no figure.
 */
export function sideFigure({ times, over, word }) {
  if (times.length > 0) return round(median(times));
  if (over) return `> ${Math.round(over)}`;
  return word ?? 'not run';
}

/** How many times as fast ours is; `> N` where stock was stopped, null where there is no such figure. */
export function ratioOf(stock, ours) {
  const oursMs = median(ours.times);
  if (oursMs === null) return null;
  const stockMs = median(stock.times);
  if (stockMs !== null) return round(stockMs / oursMs);
  return stock.over ? `> ${round(stock.over / oursMs)}` : null;
}

/** Rates of a side: runs per second and 10⁹ operations per second; null without times. */
export function rates({ times }, operations) {
  const ms = median(times);
  if (ms === null) return { perSecond: null, gflops: null };
  return { perSecond: round(1000 / ms), gflops: operations === null ? null : round(operations / ms / 1e6) };
}

/** Processor time of both sides, ms a run, and its ratio: it holds on a busy machine too. Null without times. */
export function cpuFigures(stock, ours) {
  const [stockMs, oursMs] = [stock, ours].map(({ times, cpuMs }) => (times.length > 0 ? cpuMs / times.length : null));
  const show = (value) => (value === null ? null : round(value));
  return {
    stock_cpu_ms: show(stockMs),
    ours_cpu_ms: show(oursMs),
    cpu_ratio: stockMs && oursMs ? round(stockMs / oursMs) : null,
  };
}

/** Whether a row has enough measurements: `rounds`, more of them while they are cheap, fewer when time is up. */
export function isEnough(taken, spentMs, { rounds, rowMs }) {
  if (taken === 0) return false;
  if (spentMs >= rowMs) return true;
  return taken >= rounds && (spentMs >= CHEAP_MS || taken >= 5 * rounds);
}

const CHEAP_MS = 2000;

/** Share of the given epochs' time that was spent waiting for batches, and films trained per second. */
export function pipelineFigures(epochs, films) {
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const waited = epochs.reduce((sum, epoch) => sum + epoch.waitingShare * epoch.seconds, 0);
  return { waiting_share: round(waited / seconds), films_per_s: round((films * epochs.length) / seconds) };
}
