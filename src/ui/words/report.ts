import type { GroupKind } from '../../core/metrics/split-judgement.ts';
import type { ReportPoint } from '../../core/report/evaluation-report.ts';
import type { Published } from '../../core/report/published.ts';
import { plural } from '../shared/format.ts';

/** Words of the report panel. */
export const reportWords = {
  title: 'Report',
  intro:
    'One file with data, splits, findings, settings, curves, every figure with its interval, sub-groups, errors, model card and the CLAIM checklist. It needs nothing but a browser to be read.',
  include: 'Film pictures and file names too',
  includeHint: 'Off: films are called by number. File names may tell patients; look before you pass the file on.',
  save: 'Save report',
  print: 'Print',
  csv: 'CSV',
  csvLabel: 'Save per-film outputs as CSV',
  json: 'JSON',
  jsonLabel: 'Save all figures as JSON',
  datasetLabel: 'Save counts and findings as JSON',
  waiting: 'The figures are still being drawn.',
  working: 'Writing the report',
} as const;

/** Words in the report itself. */
export const documentWords = {
  title: 'Evaluation report',
  by: (films: string, date: string) => `${films}, ${date}. Made with ThoraxLab.`,
  judgedOn: (renderer: string) => `not known; judged on ${renderer}`,
  tool: 'A research and teaching tool, not a medical device.',
  beside: (population: string) => `Of whom this speaks: ${population}`,
  number: 'n',
  none: '–',
  looks: {
    title: 'Looks at the test set',
    never: 'This network was never asked about the test films.',
    count: (times: number) =>
      `The test films were opened ${plural(times, 'time', 'times')} with this network. Each look after the first makes its figures a little too good: choices may follow them.`,
    head: ['Look', 'When', 'Weights', 'Films'],
  },
  data: {
    title: 'Data',
    films: 'Films and patients as given',
    divided: 'Films and patients as the run divided them',
    head: (classNames: readonly string[]) => ['Split', ...classNames, 'Films', 'Patients'],
    name: 'Set',
    source: 'Given as',
    fingerprint: 'Fingerprint',
    patients: 'Patients told by',
    plan: 'Validation',
    ignored: 'Left out of the index',
    rules: {
      names: (understood: number) => `file names (${plural(understood, 'name', 'names')} understood)`,
      expression: (understood: number) => `an expression of the user (${plural(understood, 'film', 'films')} matched)`,
      table: (understood: number) => `a table of the user (${plural(understood, 'film', 'films')} listed)`,
    },
    plans: {
      folder: 'the folder as it is',
      none: 'none',
      patients: (percent: number, seed: number) => `${percent} % of the training patients, seed ${seed}`,
      films: (percent: number, seed: number) => `${percent} % of the training films one by one (leaky), seed ${seed}`,
    },
    leftOut: 'Left out by decision',
  },
  findings: {
    title: 'Findings and what was decided',
    none: 'None.',
    head: ['Finding', 'Weight', 'What it says', 'Decision'],
    actedOn: 'acted on',
    open: 'left as it is',
  },
  model: {
    title: 'Network and training',
    settings: 'Settings',
    noRun: 'This network was brought in from files, without the record of its run.',
    curves: 'Learning curves',
    accuracy: 'Accuracy by epoch',
    loss: 'Loss by epoch',
    epoch: 'epoch',
    train: 'train',
    validation: 'validation',
    weights: { last: 'of the last epoch', best: 'of the epoch with the lowest validation loss' },
    names: {
      name: 'Name',
      preset: 'Preset',
      parameters: 'Parameters',
      input: 'Input',
      epochs: 'Epochs',
      batch: 'Batch size',
      optimizer: 'Optimiser',
      rate: 'Learning rate',
      classWeights: 'Class weights',
      smoothing: 'Label smoothing',
      augmentation: 'Augmentation',
      seed: 'Seed',
      backends: 'Trained on',
      weights: 'Judged weights',
    },
    on: 'on',
    off: 'off',
    schedules: { constant: 'constant', 'one-cycle': 'one cycle' },
    grey: 'grey',
    colour: 'RGB',
  },
  results: {
    title: (split: string) => `Figures: ${split}`,
    n: (films: string, patients: string) => `${films} of ${patients}`,
    point: 'Operating point',
    overall: 'All films',
    class: (name: string) => `${name} against the rest`,
    macro: 'Macro mean over classes',
    weighted: 'Mean weighted by films',
    head: ['Figure', 'Value', '95 % by patient', 'Beside it', 'Films'],
    references: { wilson: 'Wilson', delong: 'DeLong' },
    why: 'Intervals are drawn by patient: 2,000 samples of patients, each with all films. Wilson and DeLong, beside it, take every film for another patient and so are too narrow where patients have several films. At 0 or 100 % the bootstrap collapses; there Wilson stands in, with patients as trials (marked *).',
    confusion: 'Confusion matrix: rows truth, columns answers, share of the row',
    other: 'other',
    truth: 'Truth',
    roc: 'ROC',
    pr: 'Precision and recall',
    falsePositives: '1 − specificity',
    sensitivity: 'sensitivity',
    recall: 'recall',
    precision: 'precision',
    bands: 'Shaded: pointwise 95 % by patient. The dot is the operating point.',
    benefit: {
      title: (prevalence: string) => `Net benefit at ${prevalence} ill (Vickers and Elkin 2006)`,
      threshold: 'probability from which one would act',
      axis: 'net benefit',
      all: 'act on all',
      none: 'act on none',
    },
    report: 'Classification report',
  },
  points: {
    title: 'Operating points fixed on validation',
    head: ['Operating point', 'Threshold'],
    screening: 'Screening (sensitivity at least 95 %)',
    balanced: 'Balanced (Youden)',
    ruleIn: 'Rule-in (specificity at least 95 %)',
    temperature: 'Temperature',
    unfit: 'Validation was not judged, so no operating point and no temperature was fixed.',
  },
  calibration: {
    title: 'Calibration',
    reliability: 'Reliability',
    said: 'probability said',
    seen: 'share that came true',
    bins: 'Bins',
    head: ['Said', 'Films', 'Came true', 'Share', '95 % (Wilson)'],
    before: 'As trained',
    after: 'After temperature scaling',
    figures: ['', 'Expected calibration error', 'Log loss', 'Brier score', 'Intercept', 'Slope'],
    note: 'The expected calibration error stands without an interval: it is biased upwards and depends on its bins.',
  },
  groups: {
    title: 'Sub-groups',
    head: ['Group', 'Films', 'Patients', 'Sensitivity', '95 % by patient', 'Specificity', '95 % by patient'],
  },
  published: {
    title: 'Beside published figures',
    head: ['Published', 'Figure', 'Theirs lies', 'Theirs', 'Ours', '95 % by patient'],
    note: 'Without their per-film outputs nothing more can be said than whether their figure lies in our interval.',
  },
  errors: {
    title: 'Errors',
    some: (shown: number, all: number, films: number) =>
      `${plural(all, 'film', 'films')} of ${films} answered wrongly${shown < all ? `; the ${shown} with the highest loss` : ''}.`,
    none: 'No film was answered wrongly.',
    head: ['Film', 'Patient', 'Truth', 'Answer', 'Probability of the truth', 'Loss'],
  },
  card: {
    title: 'Model card',
    unknown: 'Not recorded in its files.',
    rows: (facts: { classes: string; population: string; data: string; figure: string; looks: number }) =>
      [
        ['Purpose', `Tells ${facts.classes} on whole chest films. For research and teaching, not for patients.`],
        ['Learned from', facts.data],
        ['Population', facts.population],
        ['How well', facts.figure],
        ['Test looks', String(facts.looks)],
        [
          'Not known',
          'Films of other hospitals, ages, machines and views; illnesses other than the classes; pictures that are no chest films. It answers all the same.',
        ],
      ] as const,
  },
  claim: {
    title: 'CLAIM checklist, 2024 update',
    intro: (filled: number, all: number) =>
      `${filled} of ${all} items are filled from the run. The others are for the author, and marked open. The items are in our words; the checklist’s own: Tejani et al. 2024, Radiology: Artificial Intelligence 6(4), doi 10.1148/ryai.240300.`,
    head: ['Item', 'Section', 'Asked', 'Answer'],
  },
} as const;

/** Operating points by name; total. */
export const POINT_WORDS: Readonly<Record<ReportPoint['kind'], string>> = {
  argmax: 'Likeliest class',
  screening: documentWords.points.screening,
  balanced: documentWords.points.balanced,
  ruleIn: documentWords.points.ruleIn,
  own: 'Chosen by hand',
};

/** Ways to divide films, as titles; total. */
export const REPORT_GROUPS: Readonly<Record<GroupKind, string>> = {
  pathogen: 'Pathogen (healthy films belong to none)',
  size: 'Film size, thirds',
  brightness: 'Brightness, thirds',
  'films-per-patient': 'Films of the patient in this split',
};

/** Where published figures come from; total. */
export const PUBLISHED_SOURCES: Readonly<Record<Published['source'], string>> = {
  'hussan-2022': 'Hussan 2022, one run',
  'kermany-2018': 'Kermany et al., Cell 2018',
};

/** What may be said beside a published figure; total. */
export const PUBLISHED_VERDICTS: Readonly<Record<Published['verdict'], string>> = {
  inside: 'inside our interval',
  outside: 'outside our interval',
};
