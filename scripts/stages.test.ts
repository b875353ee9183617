import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commandStage, runStages, summarise } from './stages.mjs';

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

interface Probe {
  readonly name: string;
  readonly after?: string[];
  readonly failed?: number;
  readonly milliseconds?: number;
}

/** Stages that note when they begin and end. */
function probes(list: readonly Probe[]) {
  const log: string[] = [];
  let active = 0;
  let most = 0;
  const stages = list.map(({ name, after = [], failed = 0, milliseconds = 5 }) => ({
    name,
    after,
    run: async () => {
      log.push(`+${name}`);
      most = Math.max(most, ++active);
      await new Promise((done) => setTimeout(done, milliseconds));
      active--;
      log.push(`-${name}`);
      return { passed: 1, failed, skipped: 0, output: `${name} said`, seconds: 0 };
    },
  }));
  return { stages, log, most: () => most };
}

test('two run at a time, and a stage waits for those it needs', async () => {
  const { stages, log, most } = probes([
    { name: 'size', after: ['build'] },
    { name: 'build', milliseconds: 30 },
    { name: 'a' },
    { name: 'b' },
    { name: 'c' },
  ]);
  const results = await runStages(stages);
  expect(most()).toBe(2);
  expect(log.indexOf('+size')).toBeGreaterThan(log.indexOf('-build'));
  expect(results.map(({ name }) => name).sort()).toEqual(['a', 'b', 'build', 'c', 'size']);
});

test('a failure stops nothing but what needs it, and its output is shown', async () => {
  const { stages, log } = probes([{ name: 'build', failed: 1 }, { name: 'size', after: ['build'] }, { name: 'lint' }]);
  const results = await runStages(stages);
  expect(log).not.toContain('+size');
  expect(log).toContain('-lint');
  expect(printed.join('\n')).toContain('build said');
  expect(printed.join('\n')).toContain('not run: build failed');
  expect(summarise(results)).toEqual({ line: '2 passed, 2 failed', exitCode: 1 });
});

test('a command counts as one test and fails by its exit code', async () => {
  const results = await runStages([
    commandStage('good', [process.execPath, '-e', '']),
    commandStage('bad', [process.execPath, '-e', 'console.error("why"); process.exit(3)']),
    commandStage('missing', ['no-such-program-anywhere']),
  ]);
  const outcome = Object.fromEntries(results.map(({ name, passed, failed }) => [name, [passed, failed]]));
  expect(outcome).toEqual({ good: [1, 0], bad: [0, 1], missing: [0, 1] });
  expect(printed.join('\n')).toContain('why');
});

test('a test program that dies without a report is a failure', async () => {
  const crash = commandStage('crash', [process.execPath, '-e', 'process.exit(1)'], { report: 'vitest' });
  expect(summarise(await runStages([crash]))).toEqual({ line: '0 passed, 1 failed', exitCode: 1 });
});

test('the sum line names skipped tests only where there are some', () => {
  const results = [{ passed: 3, failed: 0, skipped: 2 }];
  expect(summarise(results)).toEqual({ line: '3 passed, 0 failed, 2 skipped', exitCode: 0 });
});
