/** docs/reproduction.md: the template's prose with figures from the records. */

/** What the paper prints of its last epoch and its test; its times are those of its log. */
const PAPER = { accuracy: 0.9263, row: ['96.70 %', '93.75 %', '**92.63 %**', '0.216', '–', '–', '–', '68 to 129'] };

/** Test accuracy by epoch that runs of the same recipe in PyTorch passed through. */
const BAND = { from: 0.78, to: 0.9215 };

const REFERENCE = [
  ['PyTorch, seed 0, 25 epochs', '96.4 %', '–', '**91.2 %**', '0.330', '0.965', '98.5 %', '79.1 %', '–'],
  ['PyTorch, seed 1, stopped after 15', '95.2 %', '–', '**92.15 %**', '0.212', '0.971', '94.6 %', '88.0 %', '–'],
  ['PyTorch, the network of Small, 15 epochs', '–', '–', '**91.4 %**', '–', '0.963', '94 %', '87 %', '–'],
  ['PyTorch, the network of Strong, 28 epochs', '–', '–', '**93.6 %**', '–', '0.971', '97.2 %', '87.6 %', '–'],
];

const HEAD = [
  'run',
  'train accuracy',
  'val_accuracy',
  'test accuracy',
  'loss',
  'AUC',
  'sensitivity',
  'specificity',
  's per epoch',
];

/** The whole document; `records` in any order, planned runs without one are listed as open. */
export function writeReport(template, { plan, former }, records) {
  const byId = new Map(records.map((record) => [record.id, record]));
  const made = [...plan, ...former].map(({ id }) => byId.get(id)).filter(Boolean);
  const parts = {
    table: table(made),
    seeds: seeds(made.filter(({ settings }) => settings.preset === 'paper' && settings.epochs === 25)),
    strong: besidePaper(byId.get('strong-seed-1')),
    longer: longer(byId.get('paper-seed-1'), byId.get('paper-seed-1-epochs-50')),
    brightness: ['small-seed-1', 'strong-seed-1']
      .map((id) => brightness(byId.get(id), byId.get(`${id}-bright`)))
      .join(''),
    confusions: made.map(confusion).join('\n') || 'No run has finished yet.',
    open: open(plan.filter(({ id }) => !byId.has(id))),
    made: made.map(howMade).join('\n') || 'No run has finished yet.',
  };
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => parts[name]).replaceAll(/\n{3,}/g, '\n\n');
}

function table(made) {
  const rows = [HEAD, HEAD.map((_, i) => (i ? '--:' : '---')), ['Hussan 2022, as printed', ...PAPER.row], ...REFERENCE];
  return [...rows, ...made.map(row)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function row({ id, test, epochs, backend }) {
  const last = epochs.at(-1);
  return [
    `[${id}](reproduction/${id}.json), ${backend.renderer}`,
    percent(last.accuracy),
    last.val_accuracy === null ? '–' : percent(last.val_accuracy),
    `**${percent(test.accuracy)}**`,
    test.loss.toFixed(3),
    test.auc === null ? '–' : test.auc.toFixed(3),
    percent(test.sensitivity),
    percent(test.specificity),
    median(epochs.map(({ seconds }) => seconds)).toFixed(0),
  ];
}

function seeds(runs) {
  if (runs.length < 2) return 'Mean and range over seeds: open until two runs of 25 epochs stand.';
  const line = (name, pick, show) => `${name} ${show(mean(runs.map(pick)))} (${range(runs.map(pick), show)})`;
  const parts = [
    line('test accuracy', ({ test }) => test.accuracy, percent),
    line('loss', ({ test }) => test.loss, figure),
    line('AUC', ({ test }) => test.auc, figure),
    line('sensitivity', ({ test }) => test.sensitivity, percent),
    line('specificity', ({ test }) => test.specificity, percent),
    line('train accuracy', ({ epochs }) => epochs.at(-1).accuracy, percent),
  ];
  const accuracies = runs.map(({ test }) => test.accuracy);
  const inBand = accuracies.filter((value) => value >= BAND.from && value <= BAND.to).length;
  const atLeast = accuracies.filter((value) => value >= PAPER.accuracy).length;
  return `Over the ${runs.length} seeds of the paper's recipe at 25 epochs, mean (range): ${parts.join('; ')}.
${inBand} of ${runs.length} ended within the band that the reference runs passed through (78 to 92.15 %); ${atLeast} of ${runs.length} reached the paper's 92.63 %.`;
}

/** The long run is the short one gone on with: same seed, same draws, constant learning rate. */
function longer(short, long) {
  if (!short || !long) return '';
  const ahead = long.test.accuracy - short.test.accuracy;
  const first = long.epochs[short.epochs.length - 1];
  const apart = Math.abs(first.loss - short.epochs.at(-1).loss);
  return `Seed 1 at 25 and at 50 epochs: test accuracy ${percent(short.test.accuracy)} and ${percent(long.test.accuracy)} (${points(ahead)}), loss ${figure(short.test.loss)} and ${figure(long.test.loss)}, AUC ${figure(short.test.auc)} and ${figure(long.test.auc)}. The training loss of their 25th epochs differs by ${apart.toExponential(1)}.`;
}

/** Our best network beside the printed figure: how many films lie between them, and what so few can tell. */
function besidePaper(record) {
  if (!record) return '';
  const { id, test, settings } = record;
  const films = Math.round(test.accuracy * test.films) - Math.round(PAPER.accuracy * test.films);
  const [low, high] = wilson(test.accuracy, test.films);
  return `${id} (${settings.epochs} epochs) has ${percent(test.accuracy)}, ${Math.abs(films)} films ${films < 0 ? 'fewer' : 'more'} than the paper's 92.63 %. Taken as independent films it would be known to ${percent(low)} to ${percent(high)} only, and films of one child are not independent.`;
}

/** Wilson's interval of a share, 95 %. */
function wilson(share, count) {
  const z = 1.959964;
  const centre = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z / (2 * count)) ** 2);
  return [centre - half, centre + half].map((edge) => edge / (1 + (z * z) / count));
}

/** Two runs of one seed that differ in how far films are made brighter or darker, by their validation films. */
function brightness(now, before) {
  if (!now || !before) return '';
  const told = ({ settings, epochs }) => {
    const { val_accuracy, val_loss } = epochs.at(-1);
    return `±${settings.augmentation.brightness} of full scale val_accuracy ${percent(val_accuracy)} and val_loss ${figure(val_loss)}`;
  };
  return ` ${now.id}: with brightness ${told(now)}, with ${told(before)}.`;
}

function confusion({ id, test }) {
  const [[trueNormal], [, truePneumonia]] = test.confusion;
  const [normal, pneumonia] = test.confusion.map((counts) => counts.reduce((a, b) => a + b, 0));
  return `- ${id}: ${trueNormal} of ${normal} normal films and ${truePneumonia} of ${pneumonia} pneumonia films called right.`;
}

function open(plan) {
  if (plan.length === 0) return 'Every planned run has finished.';
  const lines = plan.map(
    ({ id, epochs }) => `- ${id} (${epochs} epochs): \`npm run reproduce -- --data "$CHEST_XRAY_DIR" --only ${id}\``,
  );
  return `Planned and not finished:\n\n${lines.join('\n')}`;
}

function howMade({ id, command, date, commit, sittings, epochs }) {
  const times = epochs.map(({ seconds }) => seconds);
  const commits = [...new Set([...sittings.map((sitting) => sitting.commit), commit])].filter(Boolean);
  const backends = [...new Set(epochs.map(({ backend }) => backend))].filter(Boolean);
  const parts = [
    `\`${command}\``,
    date,
    commits.length ? `built from ${commits.join(', ')}` : 'commit not recorded',
    ...(sittings.length > 1 ? [`${sittings.length} sittings`] : []),
    ...(backends.length > 1 ? [`trained on ${backends.join(', then ')}`] : []),
    `epochs of ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} s`,
  ];
  return `- ${id}: ${parts.join(', ')}.`;
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

function figure(value) {
  return value.toFixed(3);
}

function points(difference) {
  return `${difference < 0 ? '−' : '+'}${Math.abs(100 * difference).toFixed(1)} points`;
}

function range(values, show) {
  return `${show(Math.min(...values))} to ${show(Math.max(...values))}`;
}

function mean(values) {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
