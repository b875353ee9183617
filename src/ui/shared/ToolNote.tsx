import { useAppState } from '../AppContext.tsx';
import { evaluateWords } from '../words/evaluate.ts';
import { Note } from './Note.tsx';
import { populationOf } from './population.ts';

/** Says wherever a verdict stands that this is no medical device, and whom the network has seen. */
export function ToolNote() {
  const text = useAppState(populationOf);
  return (
    <Note title={evaluateWords.tool.title}>
      <p>{text}</p>
    </Note>
  );
}
