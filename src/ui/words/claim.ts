/** One item of the checklist, in our own short words; numbers, order and sections are the checklist's. */
export interface ClaimWords {
  readonly number: number;
  readonly section: string;
  readonly asks: string;
}

/** CLAIM, 2024 update (Tejani et al., Radiology: Artificial Intelligence 2024): its 44 items. */
export const CLAIM_ITEMS: readonly ClaimWords[] = [
  [
    'Title and abstract',
    ['Named as a study of AI, with the kind of method', 'Abstract with design, methods, results, conclusions'],
  ],
  ['Introduction', ['Background, intended use and role of the method', 'Aims and hypotheses']],
  ['Study design', ['Prospective or retrospective', 'Goal of the study']],
  [
    'Data',
    [
      'Where the data come from',
      'Who and what was included and excluded',
      'Preprocessing',
      'Choice of subsets of the data',
      'De-identification',
      'What was done about missing data',
      'How the images were acquired',
    ],
  ],
  [
    'Reference standard',
    [
      'How the reference standard was defined',
      'Why this one',
      'Where its annotations come from',
      'How the test set was annotated',
      'Agreement between and within readers',
    ],
  ],
  ['Partitions', ['How data were divided', 'On what level the parts are disjoint (patient, film)']],
  ['Testing data', ['Intended sample size']],
  ['Model', ['Description of the model', 'Software', 'How weights were initialised']],
  ['Training', ['Training in detail', 'How the final model was chosen', 'Ensembles']],
  [
    'Evaluation',
    [
      'Metrics',
      'Uncertainty and significance',
      'Robustness and sensitivity analysis',
      'Explainability',
      'Testing on internal data',
      'Testing on external data',
      'Trial registration',
    ],
  ],
  [
    'Results',
    [
      'Numbers included and excluded',
      'Who is in each part: age, sex, illness',
      'Performance with its uncertainty',
      'Diagnostic performance with its precision',
      'Analysis of failures',
    ],
  ],
  ['Discussion', ['Limitations', 'What follows for practice']],
  ['Other', ['Protocol or further technical detail', 'Availability of software, model, data', 'Funding']],
]
  .flatMap(([section, items]) => (items as string[]).map((asks) => ({ section: section as string, asks })))
  .map((item, i) => ({ number: i + 1, ...item }));

/** Sentences that fill items. */
export const claimWords = {
  open: 'open',
  deep: (architecture: string) => `Deep learning: a convolutional network (${architecture}), trained in the browser.`,
  background: 'Research and teaching; not a medical device.',
  retrospective: 'Retrospective: films that were there already.',
  goal: 'Building and judging a classifier of whole films.',
  synthetic: 'Films drawn by the page itself: a test of the tool, not a study.',
  published:
    'If these are the published films as they seem: Kermany, Zhang, Goldbaum 2018, Mendeley Data, doi 10.17632/rscbjbr9sj.',
  folder: (name: string) => `The folder “${name}”; where its films come from is for the author to say.`,
  exclusion: (leftOut: number, ignored: number) =>
    `${leftOut} films left out by decisions on findings; ${ignored} entries of the folder were no readable films of a class. How the films came into the set: open.`,
  preprocessing: (side: number, resize: string, channels: string) =>
    `${side} × ${side} px (${resize}), ${channels}, colour profiles not applied.`,
  subsets: 'None: whole films.',
  identity:
    'Nothing leaves the browser; patients are known by number from file names. De-identification at the source: open.',
  missing: 'Unreadable films are left out and counted.',
  labels: 'The folder a film lies in; how that label was found is for the author to say.',
  disjointPatient: (rule: string) => `By patient, told by ${rule}; see shared patients among the findings.`,
  disjointFolder:
    'By the folders as the set came: nothing was done to keep a patient on one side; see shared patients among the findings.',
  disjointFilm: 'By film: films of one patient stand on both sides.',
  model: (parameters: string, architecture: string) =>
    `${architecture}: ${parameters} parameters; layers are in the exported model.json.`,
  software: (backends: string) => `ThoraxLab with TensorFlow.js 4.22; ${backends}.`,
  initial: (seed: number) => `Fresh weights, drawn from seed ${seed}; nothing pre-trained.`,
  training: 'See Settings.',
  chosen: { last: 'Last epoch; no choice was made.', best: 'Epoch of the lowest validation loss.' },
  ensemble: (averages: boolean) =>
    averages ? 'None; one network judged by the running mean of its weights.' : 'None.',
  metrics: 'See Figures.',
  uncertainty: '95 % intervals by a bootstrap of 2,000 draws by patient; Wilson and DeLong beside it.',
  subgroups: 'Sub-groups are given; other settings, seeds and machines: open.',
  noSubgroups: 'Open: no sub-groups in these films.',
  explain: 'Heatmaps stay on the page; this report has none.',
  internal: 'Films of the same source as the training films.',
  external: (name: string) =>
    `These films are others than those it learned from, “${name}”; whether of another source is for the author to say.`,
  counts: 'See Data.',
  performance: 'See Figures and Sub-groups.',
  failures: (wrong: number) => `${wrong} films were answered wrongly; see Errors.`,
  limits: 'See Model card; the author’s own limits: open.',
  available: 'ThoraxLab is open (MIT). Model and data: for the author to say.',
  division: {
    folder: 'Folders as they were given.',
    own: (seed: number) => `By the app, stratified by class, seed ${seed}.`,
  },
} as const;
