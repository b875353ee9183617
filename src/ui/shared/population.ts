import { judgedModel } from '../../app/judged-model.ts';
import type { AppState } from '../../app/state.ts';
import { evaluateWords } from '../words/evaluate.ts';
import { isPaperDataset } from './paper.ts';

const words = evaluateWords.tool;

/** Whom the network in hand, or the one that was judged before it, has seen, in words. */
export function populationOf(state: AppState): string {
  const model = judgedModel(state);
  const films = filmsOf(model);
  if (!films || model.kind === 'none') return words.unknown;
  if (films.source === 'synthetic') return words.synthetic;
  return isPaperDataset(model.current.classNames, films.source) ? words.paper(films.name) : words.other(films.name);
}

function filmsOf(model: AppState['model']): { name: string; source: string } | null {
  if (model.kind === 'loaded') return model.record.run?.dataset ?? null;
  return model.kind === 'trained' ? model.films : null;
}
