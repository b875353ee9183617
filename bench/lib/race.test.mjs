import { expect, test } from 'vitest';
import { Forecast, race, wordOf } from './race.mjs';

const TASK = { backend: 'webgl', what: 'step', batch: 2 };
const BUDGET = { rounds: 2, boxMs: 50, rowMs: 10_000, startMs: 200 };

/** A page whose sides take so many milliseconds a step by their own clock; `Infinity` never ends. */
function fakeBench(steps, failures = {}) {
  const log = [];
  let cpu = 0;
  const answer = (name, side) => {
    if (name === 'prepare') return failures[side] ? { failed: failures[side] } : { renderer: 'r', multiplyAdds: 10 };
    return name === 'measure' ? { milliseconds: steps[side].shift() } : undefined;
  };
  return {
    log,
    call: async (name, side) => {
      log.push(`${name} ${side}`);
      if (name === 'measure' && steps[side][0] === Number.POSITIVE_INFINITY) await new Promise(() => {});
      return answer(name, side);
    },
    cpu: async () => {
      cpu += 0.25;
      return cpu;
    },
    launch: async () => log.push('launch'),
  };
}

function run(bench, task = TASK, forecast = new Forecast()) {
  return race(bench, task, { budget: BUDGET, forecast });
}

test('sides take turns after their first runs, which do not count', async () => {
  const bench = fakeBench({ ours: [9, 8, 1000, 1100], stock: [900, 5000, 6000] });
  const { stock, ours, renderer, multiplyAdds } = await run(bench);
  expect([stock.times, ours.times]).toEqual([
    [5000, 6000],
    [1000, 1100],
  ]);
  expect([renderer, multiplyAdds, ours.cpuMs]).toEqual(['r', 10, 500]);
  const measures = bench.log.filter((line) => line.startsWith('measure'));
  expect(measures.slice(3)).toEqual(['measure stock', 'measure ours', 'measure stock', 'measure ours']);
});

test('a stock that does not end is stopped with its browser, and ours is measured alone', async () => {
  const bench = fakeBench({ ours: [1, 1, 1, 1, 2000, 2000], stock: [1, Number.POSITIVE_INFINITY] });
  const { stock, ours } = await run(bench);
  expect(stock).toMatchObject({ times: [], over: 50 });
  expect(ours.times).toEqual([2000, 2000]);
  expect(bench.log.filter((line) => line === 'launch')).toHaveLength(1);
});

test('what cannot be run has its reason in the row', async () => {
  const failures = { stock: "Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'" };
  const { stock, ours } = await run(fakeBench({ ours: [1, 1, 1500, 1500] }, failures));
  expect(stock).toMatchObject({ times: [], word: 'impossible' });
  expect(ours.times).toEqual([1500, 1500]);
  expect(wordOf('out-of-memory {"bytes":1}')).toBe('out-of-memory');
});

test('a step that the rows before foretell beyond its box is not run', async () => {
  const forecast = new Forecast();
  forecast.learn(
    { ...TASK, batch: 1 },
    { stock: { name: 'stock', times: [40] }, ours: { name: 'ours', times: [2] }, multiplyAdds: 10 },
  );
  expect(forecast.of('stock', TASK, 20)).toBe(160);
  const { stock } = await run(fakeBench({ ours: [1, 1, 1500, 1500] }), TASK, forecast);
  expect(stock).toMatchObject({ times: [], word: 'not run, about 0 s' });
});
