/** `npm run generate`: writes the files that are made from others; with `--check` it only says which are out of date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withGraph } from './architecture-graph.mjs';
import { ROOT } from './run.mjs';
import { headersFile } from './security-headers.mjs';
import { simdKernels } from './simd-kernels.mjs';
import { notices } from './third-party-notices.mjs';

const GENERATED = {
  'public/_headers': headersFile,
  'public/third-party-notices.txt': notices,
  'ARCHITECTURE.md': withGraph,
  ...simdKernels,
};

const checking = process.argv.includes('--check');

for (const [name, make] of Object.entries(GENERATED)) {
  const path = join(ROOT, name);
  const present = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const wanted = Buffer.from(await make(present.toString()));
  if (present.equals(wanted)) continue;
  if (checking) {
    console.error(`${name} is out of date: npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`${name} written`);
  }
}
