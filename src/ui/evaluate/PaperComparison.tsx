import { correctOf } from '../../core/metrics/confusion.ts';
import { wilson } from '../../core/metrics/wilson.ts';
import type { TestResult } from '../../core/report/model-record.ts';
import { useAppState } from '../AppContext.tsx';
import { Note } from '../shared/Note.tsx';
import { isPaperDataset, PAPER_ACCURACY, PAPER_TEST } from '../shared/paper.ts';
import { evaluateWords } from '../words/evaluate.ts';

const words = evaluateWords.paper;

interface PaperComparisonProps {
  readonly result: TestResult;
  readonly classNames: readonly string[];
}

/** Ours beside the paper's 92.63 %, in words that the difference deserves; nothing for other films. */
export function PaperComparison({ result, classNames }: PaperComparisonProps) {
  const source = useAppState(({ dataset }) => ('index' in dataset ? dataset.index.source : 'synthetic'));
  if (result.split !== 'test' || !isPaperDataset(classNames, source)) return null;
  return (
    <Note title={words.title}>
      <p>{comparison(result)}</p>
    </Note>
  );
}

function comparison(result: TestResult): string {
  const { correct, films } = correctOf(result.confusion);
  const ours = wilson(correct, films);
  const paper = wilson(PAPER_TEST.correct, PAPER_TEST.films);
  if (!ours || !paper) return '';
  if (films !== PAPER_TEST.films) {
    const intervals = [
      words.interval(correct / films, ours.low, ours.high),
      words.interval(PAPER_ACCURACY, paper.low, paper.high),
    ];
    return words.part(intervals.join(', '));
  }
  const difference = correct - PAPER_TEST.correct;
  if (PAPER_ACCURACY >= ours.low && PAPER_ACCURACY <= ours.high) return words.same(Math.abs(difference));
  return difference > 0 ? words.better(difference) : words.worse(-difference);
}
