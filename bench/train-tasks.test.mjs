import { expect, test } from 'vitest';
import { growthTasks, rowName, selectTasks, trainTasks } from './train-tasks.mjs';

const SOFTWARE = { full: false, gpu: false };

function steps(options, backend) {
  return trainTasks(options).filter((task) => task.what === 'step' && task.backend === backend);
}

test('every preset has a step on both backends at its own batch', () => {
  for (const options of [SOFTWARE, { ...SOFTWARE, gpu: true }, { ...SOFTWARE, full: true }]) {
    for (const backend of ['webgl', 'wasm']) {
      const batches = Object.fromEntries(steps(options, backend).map(({ preset, batch }) => [preset, batch]));
      expect(batches).toEqual({ paper: 32, small: 64, strong: 64, quick: 32 });
    }
  }
});

test('on a software renderer stock takes large nets at a smaller batch, else at their own', () => {
  const withStock = (options) => steps(options, 'webgl').filter(({ stock }) => stock !== false);
  expect(withStock(SOFTWARE).map(({ preset, batch }) => `${preset} ${batch}`)).toEqual([
    'paper 32',
    'small 16',
    'strong 4',
    'quick 32',
  ]);
  expect(withStock({ ...SOFTWARE, gpu: true }).map(({ batch }) => batch)).toEqual([32, 64, 64, 32]);
});

test('what a step takes beside the work of the GPU is measured for every preset, on WebGL alone', () => {
  const overheads = trainTasks(SOFTWARE).filter(({ what }) => what === 'overhead');
  expect(overheads.map(({ backend, preset }) => `${backend} ${preset}`)).toEqual([
    'webgl paper',
    'webgl small',
    'webgl strong',
    'webgl quick',
  ]);
});

test('growth goes over the batches at 64 px and the image sizes at batch 32, each point once', () => {
  const points = growthTasks()
    .filter(({ backend }) => backend === 'wasm')
    .map(({ batch, size }) => `${batch} ${size}`);
  expect(points).toEqual(['8 64', '16 64', '32 64', '64 64', '128 64', '32 96', '32 128', '32 160', '32 224']);
});

test('rows are chosen by a part of their name, bench included', () => {
  const all = [...trainTasks(SOFTWARE), ...growthTasks()];
  expect(selectTasks(all, 'wasm small').map(rowName)).toEqual([
    'wasm small step, batch 64, 64 px',
    'wasm small adam, batch 64, 64 px',
  ]);
  expect(selectTasks(all, 'growth webgl')).toHaveLength(9);
  expect(selectTasks(all, 'webgl paper conv2 by').map(({ what }) => what)).toEqual([
    'conv2 by input',
    'conv2 by filter',
  ]);
  expect(selectTasks(all, '')).toEqual(all);
});
