import { expect, test } from 'vitest';
import { estimateEpochSeconds, PROBE } from './estimate.ts';
import type { BackendInfo } from './events.ts';

const network = {
  layers: [{ name: 'a', type: 'Conv2D', outputShape: [1], parameters: 0, multiplyAdds: 2 * PROBE.multiplyAdds }],
  parameters: 0,
};
const info: BackendInfo = { backend: 'wasm', renderer: 'WASM SIMD', software: true, reason: 'measured' };

test('an epoch takes its films at the speed of the probe on the backend in use', () => {
  const stepTimes = [
    { backend: 'webgl', ms: 99 },
    { backend: 'wasm', ms: 40 },
  ] as const;
  const seconds = estimateEpochSeconds({ ...info, stepTimes }, network, { train: 800, validation: 300 });
  // 5 ms a film, twice as many multiply-adds, 900 films' worth.
  expect(seconds).toBeCloseTo(9, 6);
});

test('nothing is said where nothing was timed', () => {
  expect(estimateEpochSeconds(info, network, { train: 1, validation: 0 })).toBeNull();
  const other = { ...info, stepTimes: [{ backend: 'webgl', ms: 1 }] as const };
  expect(estimateEpochSeconds(other, network, { train: 1, validation: 0 })).toBeNull();
});
