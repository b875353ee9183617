import { describe, expect, it } from 'vitest';
import { invalidRanges } from '../augment/policy.ts';
import { invalidFields, numericFields, PRESETS } from './config.ts';

const good = numericFields(PRESETS.paper.config);

describe('invalidFields', () => {
  it.each(Object.entries(PRESETS))('accepts the preset %s as it is, under its own name', (name, { config }) => {
    expect(invalidFields(numericFields(config))).toEqual([]);
    expect(invalidRanges(config.augmentation)).toEqual([]);
    expect(config.preset).toBe(name);
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
