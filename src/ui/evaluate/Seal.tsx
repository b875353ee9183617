import { Lock } from 'lucide-react';
import { useAppState } from '../AppContext.tsx';
import { judgedWords } from '../words/judged.ts';
import styles from './EvaluatePlace.module.css';

const words = judgedWords.sealed;

/** The test set before it is opened: what opening it means, and how often that was done. */
export function Seal() {
  const source = useAppState(({ dataset }) => ('index' in dataset ? dataset.index.name : ''));
  return (
    <section className={styles.seal} aria-labelledby="seal" data-testid="sealed" data-value={source}>
      <Lock size={28} aria-hidden="true" />
      <div>
        <h2 id="seal">{words.title}</h2>
        <p>{words.text}</p>
        <p>{words.what}</p>
        <p>{words.first}</p>
        <Looks />
      </div>
    </section>
  );
}

/** Every look at the test set, with its date. */
export function Looks() {
  const looks = useAppState(({ evaluations }) => evaluations.looks) ?? [];
  if (looks.length === 0)
    return (
      <p data-testid="looks" data-value={0}>
        {judgedWords.looks(0)}
      </p>
    );
  return (
    <details className={styles.looks}>
      <summary data-testid="looks" data-value={looks.length}>
        {judgedWords.looks(looks.length)}
      </summary>
      <ol aria-label={judgedWords.lookList}>
        {looks.map(({ at, films, weights }) => (
          <li key={at}>{judgedWords.look(at, films, weights)}</li>
        ))}
      </ol>
    </details>
  );
}
