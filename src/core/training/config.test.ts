import { describe, expect, it } from 'vitest';
import { invalidFields, numericFields, PRESETS } from './config.ts';

const good = numericFields(PRESETS.paper.config);

describe('invalidFields', () => {
  it('accepts both presets as they are', () => {
    expect(invalidFields(good)).toEqual([]);
    expect(invalidFields(numericFields(PRESETS.quick.config))).toEqual([]);
  });

  it.each([
    ['imageSize', 0],
    ['imageSize', -64],
    ['imageSize', 20_000],
    ['imageSize', 63.5],
    ['batchSize', 0],
    ['batchSize', 1e9],
    ['epochs', Number.NaN],
    ['learningRate', 0],
    ['learningRate', Number.POSITIVE_INFINITY],
    ['seed', -1],
    ['validationPercent', 100],
  ] as const)('refuses %s = %d and names the field', (field, value) => {
    expect(invalidFields({ ...good, [field]: value })).toEqual([field]);
  });
});
