import { afterEach, expect, test, vi } from 'vitest';
import { fakeFilms, quickConfig } from './fake-films.ts';
import { type Run, RunClock } from './run-clock.ts';

afterEach(() => vi.restoreAllMocks());

const FACTS = { trainFilms: 320, validationFilms: 0, history: [] };

/** A run of which the clock sees nothing but its batches. */
function fakeRun(port: Run['port']): Run {
  const config = quickConfig();
  return { facts: { ...FACTS, config, plan: config }, port } as unknown as Run;
}

/** A clock that stands until it is moved. */
function stopWatch() {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return (ms: number) => {
    now += ms;
  };
}

test.each([
  [2, 95, 110],
  [7, 95, 110],
  [95, 95, 110],
  [400, 25, 25],
])(
  'of steps of %i ms, ten seconds see %i to %i looks: ten a second, or each step where they are slow',
  (stepMs, least, most) => {
    const pass = stopWatch();
    const clock = new RunClock(fakeRun(fakeFilms({ train: 320, validation: 0, test: 0 })));
    let looks = 0;
    for (let elapsed = 0; elapsed < 10_000; elapsed += stepMs) {
      pass(stepMs);
      if (!clock.isTimeToLook()) continue;
      looks++;
      clock.looked();
    }
    expect(looks).toBeGreaterThanOrEqual(least);
    expect(looks).toBeLessThanOrEqual(most);
  },
);
