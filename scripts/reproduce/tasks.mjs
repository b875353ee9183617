/** What `npm run reproduce` can be asked for. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';
import { FORMER, PLAN } from './plan.mjs';
import { readRecord, writeRecord } from './record.mjs';
import { writeReport } from './report.mjs';
import { readSittings, runPlanned } from './run-planned.mjs';

const DOCS = join(ROOT, 'docs');
const RECORDS = join(DOCS, 'reproduction');
const TEMPLATE = join(ROOT, 'scripts', 'reproduce', 'template.md');
const KEPT = ['result.json', 'sittings.json', 'model.json', 'weights.bin', 'charts.png', 'evaluation.png'];

/** Makes runs, adopts one, or only writes the report. */
export async function reproduce(options, say) {
  if (options.task === 'run') await makeRuns(options, say);
  if (options.task === 'adopt') adopt(options);
  report();
}

async function makeRuns({ runs, ...options }, say) {
  for (const planned of runs) {
    const { home, isTrial, isNew } = await runPlanned(planned, options, (words) => say(`${planned.id}: ${words}`));
    if (!isNew) say(`${planned.id}: stands already`);
    if (isTrial) continue;
    record(planned, home);
    report();
  }
}

/** Takes over a headless run: the same page, driven the same way, in one sitting. */
function adopt({ folder, from, planned }) {
  record(planned, from);
  const home = join(folder, planned.id);
  mkdirSync(home, { recursive: true });
  for (const name of KEPT.filter((file) => existsSync(join(from, file)))) cpSync(join(from, name), join(home, name));
}

function record(planned, home) {
  writeRecord(RECORDS, readRecord(planned, home, readSittings(home).sittings));
}

function report() {
  const files = existsSync(RECORDS) ? readdirSync(RECORDS).filter((name) => name.endsWith('.json')) : [];
  const records = files.map((name) => JSON.parse(readFileSync(join(RECORDS, name), 'utf8')));
  writeFileSync(
    join(DOCS, 'reproduction.md'),
    writeReport(readFileSync(TEMPLATE, 'utf8'), { plan: PLAN, former: FORMER }, records),
  );
}
