import { expect, test } from 'vitest';
import { positiveLabel } from './positive-class.ts';

test('the finding is the class that is not called normal', () => {
  expect(positiveLabel(['NORMAL', 'PNEUMONIA'])).toBe(1);
  expect(positiveLabel(['effusion', 'normal'])).toBe(0);
  expect(positiveLabel(['cat', 'dog'])).toBe(1);
  expect(positiveLabel(['COVID', 'NORMAL', 'PNEUMONIA'])).toBe(0);
  expect(positiveLabel(['CNV', 'DME', 'DRUSEN', 'NORMAL'])).toBe(1);
});
