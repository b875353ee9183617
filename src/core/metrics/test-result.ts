import type { TestResult } from '../report/model-record.ts';
import { auc } from './auc.ts';
import { confusionMatrix, correctOf } from './confusion.ts';
import type { ScoredFilms } from './predictions.ts';

/** The short result that a saved model carries. */
export function testResult(films: ScoredFilms & { split: string; loss: number }, classes: number): TestResult {
  const confusion = confusionMatrix(films, classes);
  const { correct, films: count } = correctOf(confusion);
  return {
    split: films.split,
    films: count,
    loss: films.loss,
    accuracy: correct / count,
    auc: auc(films, classes),
    confusion,
  };
}
