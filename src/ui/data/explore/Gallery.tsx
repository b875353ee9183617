import { useDeferredValue, useMemo, useState } from 'react';
import { useAppState, useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { exploreWords } from '../../words/explore.ts';
import { ALL_FILMS, chooseFilms, type FilmFilter, type FilmSort } from './choose-films.ts';
import { FilmDialog } from './FilmDialog.tsx';
import { FilmGrid } from './FilmGrid.tsx';
import styles from './Gallery.module.css';
import { GalleryFilters } from './GalleryFilters.tsx';
import type { GalleryProps } from './gallery-props.ts';
import { TileLoader } from './tile-loader.ts';

const words = exploreWords.gallery;

/** Every film of the set: filtered, sorted, opened by a click or by keyboard. */
export function Gallery({ films, filter, onFilter }: GalleryProps) {
  const { tiles: fetchTiles } = useCommands();
  const [sort, setSort] = useState<FilmSort>('name');
  const [open, setOpen] = useState<number | null>(null);
  // The filter answers at once; choosing among 100,000 films may take a frame longer.
  const wanted = useDeferredValue(filter);
  const samples = useMemo(() => chooseFilms(films, wanted, sort), [films, wanted, sort]);
  // Another decode gives other pixels under the same numbers.
  const report = useAppState(({ dataset }) => (dataset.kind === 'ready' ? dataset.report : null));
  const tiles = useMemo(() => report && new TileLoader(fetchTiles), [report, fetchTiles]);
  const change = (part: Partial<FilmFilter>) => onFilter({ ...filter, ...part });
  return (
    <Panel title={words.title}>
      <GalleryFilters films={films} filter={filter} onChange={change} sort={sort} onSort={setSort} />
      <div className={styles.count}>
        <span data-testid="gallery-count" data-value={samples.length} aria-live="polite">
          {words.shown(samples.length, films.index.paths.length)}
        </span>
        {filter.patient !== null && <span>{words.patient}</span>}
        {samples.length < films.index.paths.length && (
          <Button kind="quiet" onPress={() => onFilter(ALL_FILMS)}>
            {words.clear}
          </Button>
        )}
      </div>
      {tiles === null && <p className={styles.quiet}>{words.waiting}</p>}
      {tiles && samples.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      {tiles && samples.length > 0 && <FilmGrid films={films} samples={samples} tiles={tiles} onOpen={setOpen} />}
      {open !== null && (
        <FilmDialog
          films={films}
          samples={samples}
          place={Math.min(open, samples.length - 1)}
          onMove={setOpen}
          onPatient={(patient) => {
            setOpen(null);
            onFilter({ ...ALL_FILMS, patient });
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
}
