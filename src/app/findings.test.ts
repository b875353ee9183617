import { describe, expect, test } from 'vitest';
import type { Finding } from '../core/dataset/findings/types.ts';
import { PRESETS } from '../core/training/config.ts';
import { decide, shownFindings, takeBack } from './findings.ts';

function found(more: Partial<Finding> & Pick<Finding, 'code'>): Finding {
  return { severity: 'info', numbers: {}, names: {}, films: [], groups: [], action: null, leaveOut: [], ...more };
}

const tiny = found({ code: 'tiny-validation', severity: 'serious', action: 'validation-by-patient' });
const imbalance = found({ code: 'class-imbalance', severity: 'warning', action: 'class-weights' });
const copies = found({ code: 'exact-duplicates', severity: 'warning', action: 'leave-out', leaveOut: [4, 9] });
const dark = found({ code: 'extreme-brightness', action: 'leave-out', leaveOut: [2, 9] });
const differ = found({ code: 'splits-differ' });

const start = {
  config: PRESETS.paper.config,
  findings: { fromPlan: [imbalance, tiny], fromFacts: [differ, dark, copies], complete: true },
  decisions: [],
};

function shown(state: Parameters<typeof shownFindings>[0]): string[] {
  return shownFindings(state).map(({ finding, actedOn }) => `${finding.code}${actedOn ? ' done' : ''}`);
}

describe('findings and decisions', () => {
  test('serious ones first, then by code', () => {
    expect(shown(start)).toEqual([
      'tiny-validation',
      'class-imbalance',
      'exact-duplicates',
      'extreme-brightness',
      'splits-differ',
    ]);
  });

  test('films of several decisions are left out once, and come back one decision at a time', () => {
    const one = { ...start, ...decide(start, 'exact-duplicates') };
    const two = { ...one, ...decide(one, 'extreme-brightness') };
    expect(decide(two, 'extreme-brightness')).toBeNull();
    expect(takeBack(one, 'extreme-brightness')).toBeNull();
    expect(two).toMatchObject({ leftOut: [2, 4, 9], config: start.config });
    expect(takeBack(two, 'exact-duplicates')).toMatchObject({ leftOut: [2, 9], decisions: [{ finding: dark }] });
  });

  test('what the new plan has no finding of any more can still be seen and undone', () => {
    const acted = { ...start, ...decide(start, 'tiny-validation') };
    expect(acted.config.validation).toBe('patients');
    const later = { ...acted, findings: { ...start.findings, fromPlan: [imbalance] } };
    expect(shown(later)[0]).toBe('tiny-validation done');
    expect(takeBack(later, 'tiny-validation')?.config).toEqual(start.config);
  });

  test('a setting that went back on a decision ends it', () => {
    const acted = { ...start, ...decide(start, 'tiny-validation') };
    const reset = { ...acted, config: { ...acted.config, validation: 'none' as const } };
    expect(shown(reset)[0]).toBe('tiny-validation');
    expect(decide(reset, 'tiny-validation')).toMatchObject({
      config: { validation: 'patients' },
      decisions: [{ before: { validation: 'none' } }],
    });
  });

  test('class weights that a preset brings count as done, and can be undone', () => {
    const preset = { ...start, config: PRESETS.small.config };
    expect(shown(preset)).toContain('class-imbalance done');
    expect(takeBack(preset, 'class-imbalance')?.config.classWeights).toBe(false);
    const acted = { ...start, ...decide(start, 'class-imbalance') };
    expect(acted.config.classWeights).toBe(true);
    expect(takeBack(acted, 'class-imbalance')).toMatchObject({ config: { classWeights: false }, decisions: [] });
  });

  test('nothing to do: nothing changes', () => {
    expect(decide(start, 'splits-differ')).toBeNull();
    expect(decide(start, 'blank-films')).toBeNull();
  });
});
