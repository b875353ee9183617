/** Stock and ours in turns, each with a limit of time. */
import { isEnough, median } from './figures.mjs';

/**
 * The times of both sides, as `sideFigure` reads them, and what was learned of the task. `terms` are the budget and what
 * is foretold. A side that outruns its box is stopped with its browser: what a graphics process was given to draw, it
 * draws to the end.
 */
export async function race(bench, task, terms) {
  const ours = await enter({ name: 'ours', bench, task, ...terms });
  const { renderer, multiplyAdds } = ours;
  const stock = task.stock === false ? idle('stock') : await enter({ name: 'stock', bench, task, ...terms });
  if (!stock.stuck && !ours.stuck) await takeTurns(bench, [stock, ours].filter(isReady), terms.budget);
  if (stock.stuck || ours.stuck) await bench.launch();
  else for (const { name } of [stock, ours]) await bench.call('close', name);
  if (!stock.stuck || ours.times.length > 0) return { stock, ours, renderer, multiplyAdds };
  return { ...(await race(bench, { ...task, stock: false }, terms)), stock };
}

function idle(name) {
  return { name, times: [], cpuMs: 0, ready: false, stuck: false };
}

function isReady({ ready }) {
  return ready;
}

/** Prepares a side and lets it run until its shaders are compiled and its pools are filled. */
async function enter({ name, bench, task, budget, forecast }) {
  const side = idle(name);
  const prepared = await within(bench.call('prepare', name, task), budget.startMs);
  if (!prepared) return { ...side, stuck: true, word: `no start in ${seconds(budget.startMs)}` };
  if (prepared.failed) return { ...side, word: wordOf(prepared.failed) };
  Object.assign(side, prepared);
  const foretold = forecast.of(name, task, prepared.multiplyAdds);
  if (foretold > budget.boxMs) return { ...side, word: `not run, about ${seconds(foretold)}` };
  // The first run compiles the shaders; the second, of ours, fills the pools.
  for (let run = 0; run < (name === 'ours' ? 2 : 1); run++) {
    const measured = await within(bench.call('measure', name), budget.startMs);
    if (!measured) return { ...side, stuck: true, word: `first run over ${seconds(budget.startMs)}` };
    if (measured.failed) return { ...side, word: wordOf(measured.failed) };
  }
  return { ...side, ready: true };
}

async function takeTurns(bench, sides, budget) {
  let spent = 0;
  for (let taken = 0; sides.length > 0 && !isEnough(taken, spent, budget); taken++) {
    for (const side of sides) {
      const before = await bench.cpu();
      const measured = await within(bench.call('measure', side.name), budget.boxMs);
      if (!measured) return Object.assign(side, { stuck: true, over: budget.boxMs });
      if (measured.failed) return Object.assign(side, { word: wordOf(measured.failed) });
      side.times.push(measured.milliseconds);
      side.draws = measured.draws;
      side.cpuMs += 1000 * ((await bench.cpu()) - before);
      spent += measured.milliseconds;
    }
  }
}

/** What stands in the row instead of a figure. */
export function wordOf(message) {
  if (/Kernel '?\w+'? not registered/.test(message)) return 'impossible';
  return message.split(/[\n{]/)[0].trim();
}

function seconds(ms) {
  return `${Math.round(ms / 1000)} s`;
}

/** What `promise` gives, or null after so many milliseconds. */
async function within(promise, ms) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  // A closed browser rejects what was still asked of it.
  promise.catch(() => {});
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Foretells a step's milliseconds from the step last measured on its backend and side; 0 before the first. */
export class Forecast {
  #costs = new Map();

  learn({ backend, what, batch }, { stock, ours, multiplyAdds }) {
    if (what !== 'step' || !multiplyAdds) return;
    for (const { name, times } of [stock, ours]) {
      if (times.length > 0) this.#costs.set(`${backend} ${name}`, median(times) / (multiplyAdds * batch));
    }
  }

  of(name, { backend, what, batch }, multiplyAdds) {
    if (what !== 'step' || !multiplyAdds) return 0;
    return (this.#costs.get(`${backend} ${name}`) ?? 0) * multiplyAdds * batch;
  }
}
