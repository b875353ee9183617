/** `npm run bench -- train` and `-- growth`: ours against stock TensorFlow.js, see README.md. */
import { openBenchPage } from './lib/bench-page.mjs';
import { cpuFigures, rates, ratioOf, sideFigure, stepOperations } from './lib/figures.mjs';
import { Forecast, race } from './lib/race.mjs';
import { growthTasks, rowName, selectTasks, trainTasks } from './train-tasks.mjs';

/** How long one measurement, a row's measurements together and a first run may take, milliseconds. */
const BUDGETS = {
  train: { boxMs: 60_000, rowMs: 30_000, startMs: 180_000 },
  growth: { boxMs: 15_000, rowMs: 8_000, startMs: 60_000 },
  full: { boxMs: 600_000, rowMs: 120_000, startMs: 1_200_000 },
};

/** Steps of every preset and kernels of the paper's network. */
export function benchTrain(options, report) {
  return run(trainTasks(options), BUDGETS.train, options, report);
}

/** The paper's step over batches and image sizes. */
export function benchGrowth(options, report) {
  return run(growthTasks(), BUDGETS.growth, options, report);
}

async function run(all, times, options, report) {
  const tasks = selectTasks(all, options.only);
  if (tasks.length === 0) return;
  const bench = await openBenchPage('page', options);
  const budget = { rounds: options.rounds, ...(options.full ? BUDGETS.full : times) };
  const terms = { budget, forecast: new Forecast() };
  try {
    report.machine(await bench.machine());
    for (const [i, task] of tasks.entries()) {
      report.say(`${i + 1} of ${tasks.length}: ${rowName(task)}`);
      const result = await raceTwice(bench, task, terms);
      terms.forecast.learn(task, result);
      report.row(rowName(task), toRow(task, result), shown(task, result));
    }
  } finally {
    report.table();
    await bench.close();
  }
}

/** Where the browser died, of memory say, the row is tried once more in a fresh one; the rows after it are measured anyway. */
async function raceTwice(bench, task, terms) {
  const again = async () => {
    await bench.launch();
    return race(bench, task, terms);
  };
  return race(bench, task, terms)
    .catch(again)
    .catch(async () => {
      await bench.launch();
      const dead = { times: [], word: 'browser died' };
      return { stock: dead, ours: dead, renderer: null, multiplyAdds: null };
    });
}

function toRow(task, { stock, ours, renderer, multiplyAdds }) {
  const { bench, backend, preset, what, batch, size } = task;
  const operations = operationsOf(task, multiplyAdds);
  const [stockRates, oursRates] = [rates(stock, operations), rates(ours, operations)];
  return {
    ...{ bench, backend, preset, what, batch, size },
    stock_ms: sideFigure(stock),
    ours_ms: sideFigure(ours),
    ratio: ratioOf(stock, ours),
    ...cpuFigures(stock, ours),
    per_s: oursRates.perSecond,
    stock_per_s: stockRates.perSecond,
    gflops: oursRates.gflops,
    stock_gflops: stockRates.gflops,
    ...(what === 'overhead' && { stock_draws: stock.draws, ours_draws: ours.draws }),
    runs: [stock.times.length, ours.times.length],
    renderer: renderer ?? null,
  };
}

function shown(task, result) {
  const { stock_ms, ours_ms, ratio, cpu_ratio, ours_cpu_ms, per_s, gflops, stock_gflops } = toRow(task, result);
  return {
    'stock ms': stock_ms,
    'ours ms': ours_ms,
    ratio,
    'ours cpu ms': ours_cpu_ms,
    'cpu ratio': cpu_ratio,
    'ours /s': per_s,
    'ours GFLOP/s': gflops,
    'stock GFLOP/s': stock_gflops,
  };
}

function operationsOf({ what, batch }, multiplyAdds) {
  if (!multiplyAdds) return null;
  if (what === 'overhead') return null;
  return what === 'step' ? stepOperations(multiplyAdds, batch) : 2 * multiplyAdds * batch;
}
