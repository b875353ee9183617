/** `npm start`: installs, builds, serves and prints the address. */
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { install } from './install.mjs';
import { ROOT } from './run.mjs';
import { serveFromCommandLine } from './serve.mjs';

await install();
await buildIfStale();
await serveFromCommandLine({ root: join(ROOT, 'dist') });
