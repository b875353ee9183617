import { correctOf } from '../../core/metrics/confusion.ts';
import { positiveLabel } from '../../core/metrics/positive-class.ts';
import { wilson } from '../../core/metrics/wilson.ts';
import type { TestResult } from '../../core/report/model-record.ts';
import { formatFigure, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { evaluateWords } from '../words/evaluate.ts';
import styles from './Figures.module.css';
import { binaryCounts } from './rates.ts';

const words = evaluateWords.figures;

interface FiguresProps {
  readonly result: TestResult;
  readonly classNames: readonly string[];
}

/** The figures of an evaluation, each with its interval and its n. */
export function Figures({ result, classNames }: FiguresProps) {
  const { correct, films } = correctOf(result.confusion);
  return (
    <Panel title={words.title}>
      <dl className={styles.figures}>
        <Share name={words.accuracy} hits={correct} of={films} testId="accuracy" large />
        {classNames.length === 2 && <BinaryFigures result={result} classNames={classNames} />}
        <Plain
          name={words.auc}
          value={result.auc}
          note={result.auc === null ? words.oneClass : words.n(films)}
          testId="auc"
        />
        <Plain name={words.loss} value={result.loss} note={words.n(films)} testId="loss" />
      </dl>
      <p className={styles.doubt}>{words.doubt}</p>
    </Panel>
  );
}

function BinaryFigures({ result, classNames }: FiguresProps) {
  const positive = positiveLabel(classNames);
  const { truePositive, falseNegative, falsePositive, trueNegative } = binaryCounts(result.confusion, positive);
  const toward = words.toward(classNames[positive] ?? '');
  return (
    <>
      <Share
        name={`${words.sensitivity} ${toward}`}
        hits={truePositive}
        of={truePositive + falseNegative}
        testId="sensitivity"
      />
      <Share name={words.specificity} hits={trueNegative} of={trueNegative + falsePositive} testId="specificity" />
      <Share name={words.ppv} hits={truePositive} of={truePositive + falsePositive} testId="ppv" />
      <Share name={words.npv} hits={trueNegative} of={trueNegative + falseNegative} testId="npv" />
    </>
  );
}

interface ShareProps {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
  readonly testId: string;
  readonly large?: boolean;
}

function Share({ name, hits, of, testId, large = false }: ShareProps) {
  const interval = wilson(hits, of);
  return (
    <div className={large ? styles.large : styles.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value} data-testid={testId} data-value={of ? hits / of : ''}>
          {of ? formatPercent(hits / of) : '–'}
        </span>{' '}
        {interval && (
          <span className={styles.interval}>
            ({(interval.low * 100).toFixed(1)}–{(interval.high * 100).toFixed(1)})
          </span>
        )}
        <span className={styles.note}>{words.of(hits, of)}</span>
      </dd>
    </div>
  );
}

interface PlainProps {
  readonly name: string;
  readonly value: number | null;
  readonly note: string;
  readonly testId: string;
}

function Plain({ name, value, note, testId }: PlainProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.value} data-testid={testId} data-value={value ?? ''}>
          {value === null ? '–' : formatFigure(value)}
        </span>
        <span className={styles.note}>{note}</span>
      </dd>
    </div>
  );
}
