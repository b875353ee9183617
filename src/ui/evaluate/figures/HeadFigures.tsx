import type { Judged } from '../../../app/evaluations.ts';
import type { ClassFigure, OverallFigure } from '../../../core/metrics/columns.ts';
import { isMissing, type Measured } from '../../../core/metrics/figure.ts';
import { positiveLabel } from '../../../core/metrics/positive-class.ts';
import { cx } from '../../shared/cx.ts';
import { Panel } from '../../shared/Panel.tsx';
import { FIGURE_NAMES, judgedWords } from '../../words/judged.ts';
import { AllFigures } from './AllFigures.tsx';
import styles from './Figures.module.css';
import { whyMissing, writeFigure, writeInterval } from './measured-words.ts';

const words = judgedWords.figures;

/** One figure of the head: its name, and what it is of. */
interface Headline {
  readonly name: OverallFigure | ClassFigure;
  readonly measured: Measured;
}

interface HeadFiguresProps {
  readonly judged: Judged;
  readonly classNames: readonly string[];
  /** Says where a film is called positive. */
  readonly at: string;
  /** Says what validation chose of all this; null where nothing. */
  readonly chosen: string | null;
}

/** The figures a reader asks for first, each with its interval and its n; the others behind a fold. */
export function HeadFigures({ judged, classNames, at, chosen }: HeadFiguresProps) {
  const { judgement } = judged;
  return (
    <Panel title={words.title}>
      <p className={styles.at}>{at}</p>
      <dl className={styles.figures}>
        {headlines(judged, classNames).map((headline) => (
          <HeadFigure
            key={headline.name}
            {...headline}
            films={judgement.films}
            toward={
              headline.name === 'sensitivity' && classNames.length === 2 ? classNames[positiveLabel(classNames)] : null
            }
          />
        ))}
      </dl>
      <p className={styles.doubt}>
        {words.doubt} <span data-testid="chosen">{chosen}</span>
      </p>
      <details className={styles.fold}>
        <summary>{words.all}</summary>
        <p className={styles.doubt}>{words.why}</p>
        <AllFigures judgement={judgement} classNames={classNames} />
      </details>
    </Panel>
  );
}

const OF_TWO = ['sensitivity', 'specificity', 'ppv', 'npv'] as const;

function headlines({ judgement }: Judged, classNames: readonly string[]): Headline[] {
  const { overall, macro } = judgement;
  const accuracy: Headline = { name: 'accuracy', measured: overall.accuracy };
  const loss: Headline = { name: 'loss', measured: overall.loss };
  const own = judgement.classes[positiveLabel(classNames)];
  if (classNames.length === 2 && own) {
    const rates = OF_TWO.map((name) => ({ name, measured: own[name] }));
    return [accuracy, ...rates, { name: 'auc', measured: own.auc }, loss];
  }
  const means = (['sensitivity', 'specificity', 'auc'] as const).map((name) => ({ name, measured: macro[name] }));
  return [accuracy, { name: 'kappa', measured: overall.kappa }, ...means, loss];
}

interface HeadFigureProps extends Headline {
  readonly films: number;
  readonly toward: string | null | undefined;
}

function HeadFigure({ name, measured, films, toward }: HeadFigureProps) {
  const { value, interval, share } = measured;
  const why = whyMissing(value) ?? whyMissing(interval);
  return (
    <div className={cx(styles.figure, name === 'accuracy' && styles.large)}>
      <dt>{toward ? `${FIGURE_NAMES[name]}, ${toward}` : FIGURE_NAMES[name]}</dt>
      <dd>
        <span className={styles.value} data-testid={name} data-value={isMissing(value) ? '' : value}>
          {writeFigure(value, name)}
        </span>{' '}
        {!isMissing(interval) && <span className={styles.interval}>({writeInterval(interval, name)})</span>}
        <span className={styles.note}>{share ? words.of(share.hits, share.of) : words.n(films)}</span>
        {why && <span className={styles.note}>{why}</span>}
      </dd>
    </div>
  );
}
