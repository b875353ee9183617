/** Words of calibration and sub-groups on the evaluate screen. */
export const calibrationWords = {
  title: 'Calibration',
  text: 'Of films to which the network gives 80 %, are 80 % ill? On the diagonal, said and seen agree.',
  x: 'Probability said',
  y: 'Share that was so',
  columns: ['Probability said', 'Films', 'Mean said', 'Seen', '95 % (Wilson)'],
  figures: {
    logLoss: 'Log loss',
    brier: 'Brier score',
    ece: 'Expected calibration error',
    intercept: 'Intercept',
    slope: 'Slope',
  },
  hints: {
    intercept: '0 is right; below 0 the probabilities are too high',
    slope: '1 is right; below 1 they are too extreme',
  },
  figure: 'Figure',
  before: 'Before',
  after: 'After temperature scaling',
  raw: 'As given',
  scaled: 'Scaled',
  show: 'Probabilities',
  fitted: (temperature: string) =>
    `Temperature ${temperature}, fitted on validation: every logit is divided by it. The answers stay the same; only how sure they sound changes.`,
  onValidation: 'Fitted on these very films, so “after” flatters here; the test set tells.',
  notFitted: (reason: string) => `No temperature scaling: ${reason}.`,
  otherWeights: 'The network answers with its other weights now. Evaluate these again to use their temperature.',
  keep: 'Use calibrated probabilities',
  drop: 'Use raw probabilities',
  kept: 'Predict gives calibrated probabilities, and the temperature is saved with the network.',
  reading: (said: string, seen: string, films: string, ends: string) => `said ${said}, seen ${seen}${ends} of ${films}`,
  drawing: 'Drawing the curves',
} as const;

export const groupWords = {
  title: 'Sub-groups',
  text: (name: string) =>
    `Sensitivity for ${name} and specificity by group, each drawn by its own patients. Groups are small: intervals that overlap say little.`,
  kinds: {
    pathogen: 'Pathogen',
    size: 'Film size',
    brightness: 'Brightness',
    'films-per-patient': 'Films per patient in this split',
  },
  names: {
    bacteria: 'Bacterial',
    virus: 'Viral',
    low: 'Lowest third',
    middle: 'Middle third',
    high: 'Highest third',
  } as Readonly<Record<string, string>>,
  limits: {
    size: (low: string, high: string) => `thirds at ${low} and ${high} px (root of width × height)`,
    brightness: (low: string, high: string) => `thirds at a mean grey of ${low} and ${high}`,
  },
  columns: ['Group', 'Films', 'Patients'],
  drawing: 'Drawing the sub-groups',
  none: 'These films fall into no groups.',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  plot: (name: string) => `${name} with 95 % interval`,
} as const;
