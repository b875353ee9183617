import { expect, test } from 'vitest';
import type { Finding } from '../../../core/dataset/findings/types.ts';
import { FINDING_WORDS } from '../../words/findings.ts';
import { evidenceOf } from './evidence.ts';

const near = (numbers: Finding['numbers']): Finding => ({
  code: 'near-duplicates',
  severity: 'info',
  numbers: { bits: 7, correlation: 0.992, ...numbers },
  names: {},
  films: [],
  groups: [],
  action: null,
  leaveOut: [],
});

test('a search for copies that was ended early says so, in the headline and in the evidence', () => {
  const { headline } = FINDING_WORDS['near-duplicates'];
  const early = near({ groups: 1, films: 2, pairs: 1, unfinished: 1 });
  expect(headline(early)).toMatch(/^2 films look like .* not all were compared\.$/);
  expect(evidenceOf(early).map(([term]) => term)).toContain('Search');
  expect(headline(near({ unfinished: 1 }))).toMatch(/^No near copies were found\. .* not all were compared\.$/);
  const whole = near({ groups: 1, films: 2, pairs: 1, unfinished: 0 });
  expect(headline(whole)).not.toMatch(/compared/);
  expect(evidenceOf(whole).map(([term]) => term)).not.toContain('Search');
});
