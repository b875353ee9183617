/** `npm run check`: everything that needs no browser. Two stages run at a time; all run, also after a failure. */
import { install } from './install.mjs';
import { isMain, tool } from './run.mjs';
import { commandStage, runStages } from './stages.mjs';

/** The stages of `check`, slow ones first so that two lanes end together; needs `node_modules`. */
export function checkStages() {
  const node = (script, ...args) => [process.execPath, `scripts/${script}`, ...args];
  return [
    commandStage('types', [...tool('typescript', 'tsc'), '--build']),
    commandStage('format', [...tool('@biomejs/biome', 'biome'), 'check', '--colors=off', '--error-on-warnings', '.']),
    commandStage('build', [...tool('vite'), 'build', '--logLevel', 'warn']),
    commandStage('lint', [...tool('eslint'), '.', '--max-warnings', '0']),
    commandStage('unit tests', [...tool('vitest'), 'run', '--project', 'node', '--passWithNoTests'], {
      report: 'vitest',
    }),
    commandStage('architecture', [
      ...tool('dependency-cruiser', 'depcruise'),
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ]),
    commandStage('dead code', tool('knip')),
    commandStage('generated', node('generate.mjs', '--check')),
    commandStage('size', node('size.mjs'), { after: ['build'] }),
  ];
}

if (isMain(import.meta.url)) {
  await install();
  const start = performance.now();
  const results = await runStages(checkStages());
  const failed = results.filter((result) => result.failed).map((result) => result.name);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(failed.length ? `check failed in ${seconds} s: ${failed.join(', ')}` : `check passed in ${seconds} s`);
  process.exitCode = failed.length ? 1 : 0;
}
