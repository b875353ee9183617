import { expose } from 'comlink';
import { makeRng } from '../core/base/rng.ts';
import { fitTemperature } from '../core/metrics/calibration/temperature.ts';
import { fixOperatingPoints } from '../core/metrics/curves/operating-points.ts';
import { judgeSteps } from '../core/metrics/judge.ts';
import { groupTables, splitCurves } from '../core/metrics/split-judgement.ts';
import type { JudgeApi } from './protocol.ts';
import { registerTransferHandlers } from './transfer-handlers.ts';

/** Every bootstrap draws from this seed: the same films give the same intervals. */
const SEED = 2022;

const api: JudgeApi = {
  figures: async (scores, threshold, signal) => {
    const steps = judgeSteps(scores, { threshold }, makeRng(SEED, 'figures'));
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await turn();
      signal.throwIfAborted();
    }
  },
  curves: async (scores, temperature, signal) => {
    await turn();
    signal.throwIfAborted();
    return splitCurves(scores, temperature, makeRng(SEED, 'bands'));
  },
  groups: async (scores, wishes, at) => groupTables(scores, wishes, at, makeRng(SEED, 'groups')),
  fit: async (validation) => ({ points: fixOperatingPoints(validation), temperature: fitTemperature(validation) }),
};

/** Lets a cancel come in. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

registerTransferHandlers();
expose(api);
