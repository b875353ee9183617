/** `npm run bench -- train|decode [options]`: the app against what the browser and TensorFlow.js do by themselves. */
const BENCHES = {
  train: async (argv) => (await import('./train.mjs')).benchTrain(argv),
  decode: async (argv) => (await import('./decode/run.mjs')).benchDecode(argv),
};

const [name, ...argv] = process.argv.slice(2);
const bench = BENCHES[name];

if (bench) await bench(argv);
else {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [options]`);
  process.exitCode = 2;
}
