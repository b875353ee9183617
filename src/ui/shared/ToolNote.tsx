import type { AppState } from '../../app/state.ts';
import { useAppState } from '../AppContext.tsx';
import { evaluateWords } from '../words/evaluate.ts';
import { Note } from './Note.tsx';
import { isPaperDataset } from './paper.ts';

const words = evaluateWords.tool;

/** Says wherever a verdict stands that this is no medical device, and whom the network has seen. */
export function ToolNote() {
  const text = useAppState(populationOf);
  return (
    <Note title={words.title}>
      <p>{text}</p>
    </Note>
  );
}

function populationOf({ model }: AppState): string {
  const films = filmsOf(model);
  if (!films || model.kind === 'none') return words.unknown;
  if (films.source === 'synthetic') return words.synthetic;
  return isPaperDataset(model.current.classNames, films.source) ? words.paper : words.other(films.name);
}

function filmsOf(model: AppState['model']): { name: string; source: string } | null {
  if (model.kind === 'loaded') return model.record.run?.dataset ?? null;
  return model.kind === 'trained' ? model.films : null;
}
