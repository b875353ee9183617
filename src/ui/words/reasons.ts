import type { Reason } from '../../core/metrics/figure.ts';

/** Why a figure or an interval is not given, where '–' stands; total. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  'no-films': 'no films',
  'one-class': 'needs films of both sides',
  'class-missing': 'a class has no films here',
  'never-predicted': 'divided by zero: a class was never or always answered',
  'not-a-number': 'the network gave NaN: it diverged',
  'few-patients': 'fewer than 20 patients: no interval',
  'few-films': 'too few films',
  'no-variation': 'no interval: every draw gives the same',
  unstable: 'no interval: undefined in many draws',
  'too-few-validation-films': 'fewer than 50 validation films of a class',
  separable: 'the classes are divided without one error: infinite',
  'no-signal': 'the probabilities say no more than chance',
  'out-of-reach': 'no threshold reaches it',
  'other-classes': 'the network knows other classes',
  'other-films': 'judged on other films',
  'not-fixed': 'the validation answers of one of the networks are not kept: it has no threshold of its own',
};
