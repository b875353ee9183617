/** Words of the figures behind a finding. */
export const evidenceWords = {
  validationPatients: 'Patients in validation',
  trainPatients: 'Patients in training',
  patients: 'Patients in several splits',
  withTest: 'Of these in test',
  siblings: 'Validation films with a sibling in training',
  acrossSplits: 'Groups across splits',
  acrossClasses: 'Groups with two classes',
  pairs: 'Pairs',
  samePatient: 'Of these of one patient',
  threshold: 'Counted as near',
  nearer: (bits: number, correlation: number) =>
    `at most ${bits} of 64 bits of a perceptual hash differ, correlation at least ${correlation}`,
  search: 'Search',
  unfinished: 'ended early: so many films look alike that not all were compared, and copies may be missing here',
  alone: (auc: string) => `AUC ${auc} by itself`,
  deviations: (size: number) =>
    `${Math.abs(size).toFixed(2)} standard deviations ${size > 0 ? 'higher' : 'lower'} in test`,
  ofClass: (property: string, className: string) => `${property}, ${className}`,
  onTest: 'AUC of the same rule on test films',
} as const;
