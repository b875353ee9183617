import { expect, test } from 'vitest';
import { PRESETS } from '../../core/training/config.ts';
import { PROBE } from '../../core/training/estimate.ts';
import { networkSpec } from './registry.ts';
import { summarise } from './summarise.ts';

test('the paper preset is the paper table: 896 + 18,496 + 802,880 + 650 = 822,922 parameters', () => {
  const { layers, parameters } = summarise(networkSpec('paper', PRESETS.paper.config.preprocessing, 2));
  expect(parameters).toBe(822_922);
  expect(layers.map((layer) => [layer.type, layer.outputShape, layer.parameters])).toEqual([
    ['Conv2D', [62, 62, 32], 896],
    ['MaxPooling2D', [31, 31, 32], 0],
    ['Conv2D', [29, 29, 64], 18_496],
    ['MaxPooling2D', [14, 14, 64], 0],
    ['Flatten', [12_544], 0],
    ['Dense', [64], 802_880],
    ['Dense', [10], 650],
  ]);
  expect(layers.map(({ multiplyAdds }) => multiplyAdds)).toEqual([
    62 * 62 * 32 * 27,
    0,
    29 * 29 * 64 * 288,
    0,
    0,
    12_544 * 64,
    640,
  ]);
  expect(layers.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0)).toBe(PROBE.multiplyAdds);
});

test('the paper network has ten outputs, and more only where there are more classes', () => {
  const outputs = (classes: number) =>
    summarise(networkSpec('paper', PRESETS.paper.config.preprocessing, classes)).layers.at(-1)?.outputShape;
  expect([outputs(2), outputs(10), outputs(14)]).toEqual([[10], [10], [14]]);
});

test.each([
  ['small', 307_506, 64],
  ['strong', 479_902, 128],
] as const)('%s has %d parameters for two classes', (preset, count, size) => {
  const { layers, parameters } = summarise(networkSpec(preset, PRESETS[preset].config.preprocessing, 2));
  expect(parameters).toBe(count);
  expect(layers[0]?.outputShape).toEqual([size / 2, size / 2, layers[0]?.outputShape[2]]);
  expect(layers.filter(({ type }) => type === 'Add').map(({ outputShape }) => outputShape[0])).toEqual(
    [2, 4, 8, 16].map((by) => size / by),
  );
  // The four blocks, and the three shortcuts that change their shape: 1 × 1, so a ninth of what a 3 × 3 would take.
  expect(layers.filter(({ type }) => type === 'Conv2D')).toHaveLength(12);
  expect(layers.at(-1)).toMatchObject({ type: 'Dense', outputShape: [2] });
});
