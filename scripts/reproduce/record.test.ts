import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FORMER, PLAN } from './plan.mjs';
import { readRecord, writeRecord } from './record.mjs';
import { writeReport } from './report.mjs';

const TEMPLATE = readFileSync(new URL('template.md', import.meta.url), 'utf8');
const [FIRST, SECOND] = PLAN;
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

interface Home {
  readonly seed?: number;
  readonly epochs?: number;
  readonly normal?: number;
  readonly confusion?: number[][];
  /** What trained the last epoch, where the run says what trained each. */
  readonly lastBackend?: string;
}

/** What a headless run leaves, as far as a record reads it. */
function home({
  seed = 1,
  epochs = 25,
  normal = 1341,
  confusion = [
    [200, 34],
    [10, 380],
  ],
  lastBackend,
}: Home): string {
  const folder = mkdtempSync(join(tmpdir(), 'thoraxlab-record-'));
  made.push(folder);
  const history = Array.from({ length: epochs }, (_, epoch) => ({
    epoch,
    loss: 1 / (epoch + 1),
    accuracy: 0.9,
    valLoss: 0.5,
    valAccuracy: 0.875,
    seconds: 40.00049 + epoch,
    waitingShare: 0,
    ...(lastBackend ? { backend: epoch === epochs - 1 ? lastBackend : 'webgl' } : {}),
  }));
  const run = {
    config: { preset: 'paper', seed, epochs: 25, validation: 'folder', validationPercent: 12, backend: 'auto' },
    backend: { backend: 'wasm', renderer: 'WASM SIMD', reason: 'software-webgl' },
    dataset: {
      name: 'my films',
      counts: { train: [normal, 3875], validation: [8, 8], test: [234, 390] },
    },
    history,
  };
  const record = { savedAt: '2026-11-23T10:00:00.000Z', classNames: ['NORMAL', 'PNEUMONIA'], parameters: 822922, run };
  const right = (confusion[0]?.[0] ?? 0) + (confusion[1]?.[1] ?? 0);
  const result = { test: { loss: 0.3, accuracy: right / 624, auc: 0.96, confusion } };
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ userDefinedMetadata: { thoraxlab: record } }));
  writeFileSync(join(folder, 'result.json'), JSON.stringify(result));
  return folder;
}

test('a record holds every epoch and the test figures, and names neither films nor folders', () => {
  const record = readRecord(FIRST, home({}), []);
  expect(record.test).toMatchObject({ films: 624, sensitivity: 380 / 390, specificity: 200 / 234 });
  expect(record.epochs).toHaveLength(25);
  expect(record.epochs[0]).toEqual({
    epoch: 1,
    loss: 1,
    accuracy: 0.9,
    val_loss: 0.5,
    val_accuracy: 0.875,
    seconds: 40,
  });
  expect(record).toMatchObject({ date: '2026-11-23', commit: null, command: 'npm run headless' });
  expect(JSON.stringify(record)).not.toContain('my films');
});

test('a run that changed its backend on the way says so', () => {
  const record = readRecord(FIRST, home({ lastBackend: 'wasm' }), []);
  expect(record.epochs.slice(-2).map(({ backend }: { backend?: string }) => backend)).toEqual(['webgl', 'wasm']);
  const report = writeReport(TEMPLATE, { plan: PLAN, former: FORMER }, [record]);
  expect(report).toMatch(/- paper-seed-1: .*trained on webgl, then wasm/);
});

test('an output that is no class counts as wrong', () => {
  const confusion = [
    [200, 30, 4],
    [10, 370, 10],
  ];
  const { test: figures } = readRecord(FIRST, home({ confusion }), []);
  expect([figures.films, figures.sensitivity, figures.specificity]).toEqual([624, 370 / 390, 200 / 234]);
});

test.each([
  [{ seed: 2 }, /planned as .*"seed":1/],
  [{ epochs: 24 }, /24 of 25 epochs/],
  [{ normal: 1340 }, /5855 films/],
])('%j is no run of the plan', (given, words) => {
  expect(() => readRecord(FIRST, home(given), [])).toThrow(words);
});

test('the written record reads back as it was', () => {
  const record = readRecord(FIRST, home({}), [{ date: '2026-11-22T01:00:00Z', commit: 'abc' }]);
  const folder = home({});
  writeRecord(folder, record);
  expect(JSON.parse(readFileSync(join(folder, `${record.id}.json`), 'utf8'))).toEqual(record);
});

test('the report without any run lists the plan as open', () => {
  const report = writeReport(TEMPLATE, { plan: PLAN, former: FORMER }, []);
  for (const { id } of PLAN) expect(report).toContain(`--only ${id}\``);
  expect(report).toContain('92.63 %');
  expect(report).not.toMatch(/undefined|NaN|\{\{/);
});

test('our best network stands beside the paper in films, with what so few can tell', () => {
  const record = { ...readRecord(FIRST, home({}), []), id: 'strong-seed-1' };
  const report = writeReport(TEMPLATE, { plan: PLAN, former: FORMER }, [record]);
  // 580 of 624 right, where the paper has 578; Wilson's interval by hand.
  expect(report).toContain('has 92.9 %, 2 films more than');
  expect(report).toContain('known to 90.7 % to 94.7 % only');
});

test('the report says mean, range and how many reached the paper', () => {
  const low = readRecord(FIRST, home({}), []);
  const high = readRecord(
    SECOND,
    home({
      seed: 2,
      confusion: [
        [220, 14],
        [20, 370],
      ],
    }),
    [],
  );
  const report = writeReport(TEMPLATE, { plan: PLAN, former: FORMER }, [high, low]);
  expect(report).toContain('test accuracy 93.8 % (92.9 % to 94.6 %)');
  expect(report).toContain('0 of 2 ended within the band');
  expect(report).toContain("2 of 2 reached the paper's 92.63 %");
  expect(report.indexOf('[paper-seed-1]')).toBeLessThan(report.indexOf('[paper-seed-2]'));
  expect(report).toContain('paper-seed-1: 200 of 234 normal films and 380 of 390 pneumonia films called right.');
  expect(report).not.toMatch(/undefined|NaN|\{\{/);
});
