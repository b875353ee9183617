/** `npm run bench [-- train|growth|pipeline|decode|zip] [options]`: the app against what the browser and TensorFlow.js do by themselves. */
import { parseCommandLine, USAGE } from './lib/options.mjs';
import { Report } from './lib/report.mjs';

const BENCHES = {
  train: async (...args) => (await import('./train.mjs')).benchTrain(...args),
  growth: async (...args) => (await import('./train.mjs')).benchGrowth(...args),
  pipeline: async (...args) => (await import('./pipeline/run.mjs')).benchPipeline(...args),
  decode: async (...args) => (await import('./decode/run.mjs')).benchDecode(...args),
  zip: async (...args) => (await import('./zip.mjs')).benchZip(...args),
};

function readCommandLine() {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    process.exit(0);
  }
  try {
    return parseCommandLine(process.argv.slice(2), Object.keys(BENCHES));
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

const { names, options } = readCommandLine();
const report = new Report(options.json);
for (const name of names) await BENCHES[name](options, report);
