import type { PropertyName } from '../../../core/dataset/findings/properties.ts';
import type { Finding, FindingCode } from '../../../core/dataset/findings/types.ts';
import type { IgnoredReason } from '../../../core/dataset/types.ts';
import { formatCount, formatPercent } from '../../shared/format.ts';
import { IGNORED_WORDS } from '../../words/data.ts';
import { evidenceWords as words } from '../../words/evidence.ts';
import { numberOf, PROPERTY_WORDS } from '../../words/findings.ts';

/** One line of the evidence: what, and its figure. */
export type Fact = readonly [term: string, figure: string];

/** The figures behind a finding that its headline does not give; none for most kinds. */
export function evidenceOf(finding: Finding): Fact[] {
  return WRITERS[finding.code]?.(finding) ?? [];
}

const WRITERS: Readonly<Partial<Record<FindingCode, (finding: Finding) => Fact[]>>> = {
  'tiny-validation': (finding) => [
    count(finding, words.validationPatients, 'patients'),
    count(finding, words.trainPatients, 'trainPatients'),
  ],
  'exact-duplicates': across,
  'near-duplicates': (finding) => [
    count(finding, words.pairs, 'pairs'),
    count(finding, words.samePatient, 'samePatient'),
    ...across(finding),
    [words.threshold, words.nearer(numberOf(finding, 'bits'), numberOf(finding, 'correlation'))],
    ...(numberOf(finding, 'unfinished') ? [[words.search, words.unfinished] as const] : []),
  ],
  'shared-patients': (finding) => [
    count(finding, words.patients, 'patients'),
    count(finding, words.withTest, 'withTest'),
    ...siblings(finding),
  ],
  'unreadable-films': reasons,
  'file-tells-class': (finding) => [...strongest(finding, (auc) => words.alone(auc.toFixed(3))), ...onTest(finding)],
  'splits-differ': (finding) => strongest(finding, (size) => words.deviations(size)),
};

function count(finding: Finding, term: string, name: string): Fact {
  return [term, formatCount(numberOf(finding, name))];
}

function across(finding: Finding): Fact[] {
  return [count(finding, words.acrossSplits, 'acrossSplits'), count(finding, words.acrossClasses, 'acrossClasses')];
}

function siblings(finding: Finding): Fact[] {
  const [some, all] = [numberOf(finding, 'siblings'), numberOf(finding, 'validationFilms')];
  if (all === 0) return [];
  return [[words.siblings, `${formatCount(some)} / ${formatCount(all)} (${formatPercent(some / all)})`]];
}

function reasons(finding: Finding): Fact[] {
  const known = (name: string): name is IgnoredReason => name in IGNORED_WORDS;
  return Object.keys(finding.numbers)
    .filter(known)
    .map((reason) => [IGNORED_WORDS[reason], formatCount(numberOf(finding, reason))]);
}

function strongest({ names, numbers }: Finding, write: (figure: number) => string): Fact[] {
  return ['first', 'second', 'third'].flatMap((place): Fact[] => {
    const [property, figure, className] = [names[place], numbers[place], names[`${place}Class`]];
    if (property === undefined || figure === undefined) return [];
    const term = PROPERTY_WORDS[property as PropertyName];
    return [[className ? words.ofClass(term, className) : term, write(figure)]];
  });
}

function onTest({ numbers }: Finding): Fact[] {
  return numbers.testAuc === undefined ? [] : [[words.onTest, numbers.testAuc.toFixed(3)]];
}
