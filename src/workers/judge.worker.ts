import { expose } from 'comlink';
import { makeRng } from '../core/base/rng.ts';
import { fitTemperature } from '../core/metrics/calibration/temperature.ts';
import { compareSteps } from '../core/metrics/comparison/compare.ts';
import { fixOperatingPoints } from '../core/metrics/curves/operating-points.ts';
import { ratesByDraw } from '../core/metrics/curves/prevalence-values.ts';
import { judgeSteps } from '../core/metrics/judge.ts';
import { groupTables, splitCurves } from '../core/metrics/split-judgement.ts';
import type { JudgeApi } from './protocol.ts';
import { registerTransferHandlers } from './transfer-handlers.ts';

/** Every bootstrap draws from this seed: the same films give the same intervals. */
const SEED = 2022;

const api: JudgeApi = {
  figures: (scores, threshold, signal) => inTurns(judgeSteps(scores, { threshold }, makeRng(SEED, 'figures')), signal),
  curves: async (scores, temperature, signal) => {
    await turn();
    signal.throwIfAborted();
    return splitCurves(scores, temperature, makeRng(SEED, 'bands'));
  },
  groups: async (scores, wishes, at) => groupTables(scores, wishes, at, makeRng(SEED, 'groups')),
  rates: async (scores, threshold) => ratesByDraw(scores, threshold, makeRng(SEED, 'rates')),
  compare: (first, second, signal) =>
    inTurns(compareSteps(first, second, { rng: makeRng(SEED, 'comparison') }), signal),
  fit: async (validation) => ({ points: fixOperatingPoints(validation), temperature: fitTemperature(validation) }),
};

/** Runs to the end of `steps`, with a turn of the event loop between any two. */
async function inTurns<T>(steps: Generator<number, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
    signal.throwIfAborted();
  }
}

/** Lets a cancel come in. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

registerTransferHandlers();
expose(api);
