import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { Evaluation } from '../../../app/evaluations.ts';
import { pointFor, thresholdOf } from '../../../app/evaluations.ts';
import { ERROR_FILTERS, type ErrorFilter, rankFilms, shownClasses } from '../../../core/metrics/errors-first.ts';
import { decide } from '../../../core/metrics/scores.ts';
import { useAppState } from '../../AppContext.tsx';
import { Select } from '../../shared/Field.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { errorsWords } from '../../words/errors.ts';
import styles from './ErrorGallery.module.css';
import { ErrorTiles } from './ErrorTiles.tsx';
import { ErrorViewer } from './ErrorViewer.tsx';

/** The films of a judged split, the worst first, each with what the network went by. */
export function ErrorGallery({ evaluation }: { readonly evaluation: Evaluation }) {
  const threshold = useAppState((state) => thresholdOf(pointFor(state.evaluations, evaluation.weights)));
  // Ranking thousands of films may come a frame after the figures.
  return <Gallery evaluation={evaluation} threshold={useDeferredValue(threshold)} />;
}

interface GalleryProps {
  readonly evaluation: Evaluation;
  readonly threshold: number | null;
}

const Gallery = memo(function Gallery({ evaluation, threshold }: GalleryProps) {
  const { scores, outputs } = evaluation;
  const [filter, setFilter] = useState<ErrorFilter>('all');
  const [chosen, setChosen] = useState(0);
  const ranked = useMemo(() => rankFilms(scores, filter, threshold), [scores, filter, threshold]);
  const shown = useMemo(
    () => ({ evaluation, classes: shownClasses(scores, threshold), answers: decide(scores, threshold) }),
    [evaluation, scores, threshold],
  );
  const names = errorsWords.filters(outputs.classNames[scores.positive] ?? '');
  const options = ERROR_FILTERS.map((value) => ({ value, label: names[value] }));
  const rank = Math.min(chosen, ranked.length - 1);
  const place = ranked[rank];
  return (
    <Panel title={errorsWords.title}>
      <div className={styles.filters}>
        <Select
          label={errorsWords.show}
          value={filter}
          options={options}
          onChange={(value) => {
            setFilter(value);
            setChosen(0);
          }}
        />
        <p className={styles.count} data-testid="errors-count" data-value={ranked.length} aria-live="polite">
          {errorsWords.count(ranked.length, scores.labels.length)}
        </p>
      </div>
      <p className={styles.quiet}>{errorsWords.rules[filter]}</p>
      {place === undefined ? (
        <p className={styles.quiet}>{errorsWords.none}</p>
      ) : (
        <>
          <ErrorViewer films={shown} ranked={ranked} rank={rank} onRank={setChosen} />
          <ErrorTiles films={shown} ranked={ranked} rank={rank} onRank={setChosen} />
        </>
      )}
    </Panel>
  );
});
