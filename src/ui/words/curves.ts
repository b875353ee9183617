import { formatCount, plural } from '../shared/format.ts';

/** Words of the operating point, the curves and the prevalence on the evaluate screen. */
export const curveWords = {
  point: {
    title: 'Operating point',
    choose: 'Operating point',
    options: { argmax: 'Larger probability', screening: 'Screening', balanced: 'Balanced', ruleIn: 'Rule-in' },
    hints: {
      argmax: 'A film gets the class of the larger probability.',
      screening: 'Fixed on validation: sensitivity of at least 95 % there, and of such points the most specific.',
      balanced: 'Fixed on validation: the largest sum of sensitivity and specificity there (Youden).',
      ruleIn: 'Fixed on validation: specificity of at least 95 % there, and of such points the most sensitive.',
      own: 'A threshold of your own.',
    },
    ownOnTest: 'A threshold chosen on the films it is judged on flatters. Report one that was fixed on validation.',
    threshold: (name: string) => `Threshold on the probability of ${name}`,
    counting: 'Intervals follow when the slider rests.',
    noFit: 'Validation was not judged, so no threshold is fixed on it.',
    judgeValidation: 'Judge validation',
    tooFew: (counts: string) =>
      `Validation has too few films to fix a threshold or a temperature on: ${counts}; 50 of each class are needed.`,
    take: (percent: number) => `Take ${percent} % of train next time`,
    taken:
      'The next run takes its validation films from train, by patient. This network has learned from those films: it must be trained anew.',
    rates: 'Rates at this point',
    columns: { name: 'Figure', value: 'Value', films: 'Films' },
  },
  youden: 'Youden’s J',
  roc: {
    title: 'ROC curve',
    x: 'False positive rate (1 − specificity)',
    y: 'Sensitivity',
    auc: (value: string) => `AUC ${value}`,
  },
  pr: {
    title: 'Precision-recall curve',
    x: 'Sensitivity (recall)',
    y: 'PPV (precision)',
    ap: (value: string) => `average precision ${value}`,
    base: (share: string) => `answering at random: ${share}`,
  },
  band: 'Band: 95 % at each place, by patient; dot: operating point.',
  noBand: (reason: string) => `No band: ${reason}.`,
  columns: ['Threshold', 'Sensitivity', 'Specificity', 'PPV'],
  reading: (x: string, y: string, threshold: string) => `${x}, ${y}, from ${threshold} on`,
  prevalence: {
    title: 'In your clinic',
    text: 'PPV and NPV hold for the share of ill films in this split. Type the share where you would use it. Below each its 95 % interval by patient; the share itself is taken as known.',
    label: 'Prevalence',
    outOfRange: 'From 0.1 to 99.9 %.',
    here: (share: string) => `in these films ${share}`,
    benefit: 'Net benefit',
    threshold: 'Probability from which one would act',
    model: 'network',
    all: 'act on all',
    none: 'act on none',
    explain:
      'Decision curve (Vickers and Elkin 2006): hits less false alarms, each false alarm weighed by the probability from which one would act. The network is worth asking where it lies above both other lines. Probabilities are taken as the network gives them, and ill and well films as they come in this split.',
    columns: ['Threshold', 'Network', 'Act on all', 'Act on none'],
    per: (hits: string) => `At this point, of 1,000 films: ${hits}.`,
    outcome: (hit: number, missed: number, alarm: number) =>
      `${plural(hit, 'ill film', 'ill films')} found, ${formatCount(missed)} missed, ${plural(alarm, 'false alarm', 'false alarms')}`,
  },
} as const;
