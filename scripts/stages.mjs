/** A list of checks, run two at a time where they do not wait for each other; all run, so that every failure is seen. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

/**
 * A stage that runs a command. `after` names the stages that must pass before.
 * `report` says which program's JSON report counts its tests; without one the stage counts as one test.
 * @param {string} name
 * @param {string[]} command
 * @param {{ after?: string[], report?: 'vitest' | 'playwright', env?: Record<string, string> }} [options]
 */
export function commandStage(name, command, { after = [], report, env = {} } = {}) {
  return { name, after, run: () => (report ? runReported(name, command, { report, env }) : runPlain(command, env)) };
}

async function runPlain(command, env) {
  const { code, output, seconds } = await run(command, { env: { NO_COLOR: '1', ...env } });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output, seconds };
}

const COUNTERS = {
  vitest: (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests }),
  playwright: ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }),
};

const REPORTER_FLAGS = {
  vitest: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  playwright: () => ['--reporter=list,json'],
};

async function runReported(name, command, { report, env }) {
  const file = join(ROOT, '.cache', 'reports', `${name.replaceAll(' ', '-')}.json`);
  mkdirSync(join(ROOT, '.cache', 'reports'), { recursive: true });
  rmSync(file, { force: true });
  const allEnv = { NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...env };
  const { code, output, seconds } = await run([...command, ...REPORTER_FLAGS[report](file)], { env: allEnv });
  const counts = readCounts(file, report);
  // A file that does not load has no failed test of its own: the exit code tells.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { ...counts, output, seconds };
}

function readCounts(file, report) {
  try {
    return COUNTERS[report](JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * Runs all stages, at most `parallel` at once, in order but for those that wait; prints a line each, and the output of
 * those that failed. `earlier` are results of stages that ran before and may be waited for.
 * @returns {Promise<{ name: string, passed: number, failed: number, skipped: number, output: string, seconds: number }[]>}
 */
export async function runStages(stages, { parallel = 2, earlier = [] } = {}) {
  const results = new Map(earlier.map((result) => [result.name, result]));
  const waiting = [...stages];
  let active = 0;
  const isReady = (stage) => stage.after.every((name) => results.has(name));
  await new Promise((done, fail) => {
    const startWhatCan = () => {
      for (let next = waiting.findIndex(isReady); next >= 0 && active < parallel; next = waiting.findIndex(isReady)) {
        const [stage] = waiting.splice(next, 1);
        active++;
        runStage(stage, results).then((result) => {
          results.set(stage.name, result);
          active--;
          startWhatCan();
        }, fail);
      }
      if (active > 0) return;
      if (waiting.length) fail(new Error(`${waiting[0].name} waits for a stage that never comes`));
      else done();
    };
    startWhatCan();
  });
  return stages.map(({ name }) => results.get(name));
}

async function runStage(stage, results) {
  const broken = stage.after.find((name) => results.get(name)?.failed);
  const result = broken
    ? { passed: 0, failed: 1, skipped: 0, output: `not run: ${broken} failed`, seconds: 0 }
    : await stage.run();
  print(stage.name, result);
  return { name: stage.name, ...result };
}

function print(name, { passed, failed, skipped, output, seconds }) {
  const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean);
  console.log(`${failed ? '✗' : '✓'} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s   ${counts.join(', ')}`);
  if (failed) console.log(`${output.trimEnd().replaceAll(/^/gm, '    ')}\n`);
}

/** The sum line that ends `npm test`, and the exit code. */
export function summarise(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  const line = `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`;
  return { line, exitCode: sum('failed') ? 1 : 0 };
}
