/** What a benchmark prints: progress on stderr, a JSON line for each row, a table at the end. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { round } from './figures.mjs';

/** Rows of one run, printed as they come and kept in `file` where one is named. */
export class Report {
  #file;
  #rows = [];

  constructor(file) {
    this.#file = file;
    if (file) writeFileSync(file, '');
  }

  /** The line that every run begins with. */
  machine(facts) {
    this.#print({ bench: 'machine', ...facts });
  }

  /** What is going on, apart from the results. */
  say(text) {
    console.error(`# ${text}`);
  }

  /** One result; the machine's load is noted beside it. */
  row(name, row, shown) {
    const line = { ...row, load: round(loadavg()[0]) };
    this.#rows.push([name, shown]);
    this.#print(line);
  }

  /** Prints the rows since the last table. */
  table() {
    if (this.#rows.length > 0) console.table(Object.fromEntries(this.#rows));
    this.#rows = [];
  }

  #print(line) {
    const text = JSON.stringify(line);
    console.log(text);
    if (this.#file) appendFileSync(this.#file, `${text}\n`);
  }
}
