/** Compiles the SIMD kernels of the WASM backend from their AssemblyScript. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { ROOT } from './run.mjs';

const FOLDER = 'src/engine/kernels/simd';
const ENTRY = 'index.ts';

/** Relaxed SIMD is missing in some browsers, and memory that threads share is another kind of import. */
const VARIANTS = [
  { name: 'kernels', relaxed: false, shared: false },
  { name: 'kernels-shared', relaxed: false, shared: true },
  { name: 'kernels-relaxed', relaxed: true, shared: false },
  { name: 'kernels-relaxed-shared', relaxed: true, shared: true },
];

/** Path and maker of each compiled module, for `generate.mjs`. */
export const simdKernels = Object.fromEntries(
  VARIANTS.map((variant) => [`${FOLDER}/${variant.name}.wasm`, () => compile(variant)]),
);

async function compile({ relaxed, shared }) {
  const features = ['simd', 'bulk-memory', ...(relaxed ? ['relaxed-simd'] : []), ...(shared ? ['threads'] : [])];
  let binary = null;
  const { error, stderr } = await asc.main(
    [
      ENTRY,
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--outFile', 'out.wasm'],
      ...['--use', `RELAXED=${relaxed ? 1 : 0}`, '--use', `SHARED=${shared ? 1 : 0}`, '--enable', features.join(',')],
      // As TensorFlow.js' threaded build declares its memory: pages of 64 KiB, 4 GiB at most.
      ...(shared ? ['--sharedMemory', '--maximumMemory', '65536'] : []),
    ],
    {
      readFile: (name, base) => read(join(ROOT, FOLDER, 'assembly', base ?? '', name)),
      writeFile: (name, contents) => {
        if (name === 'out.wasm') binary = Buffer.from(contents);
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${stderr.toString()}\n${error.message}`);
  return binary;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
