import { useDeferredValue, useMemo, useState } from 'react';
import { PATHOGENS, SPLITS, type Split } from '../../../core/dataset/types.ts';
import { useCommands } from '../../AppContext.tsx';
import { Button } from '../../shared/Button.tsx';
import field from '../../shared/Field.module.css';
import { Field, Select } from '../../shared/Field.tsx';
import { Panel } from '../../shared/Panel.tsx';
import { SPLIT_WORDS } from '../../words/common.ts';
import { exploreWords } from '../../words/explore.ts';
import { ALL_FILMS, chooseFilms, FILM_SORTS, type FilmFilter, type FilmSort, type KnownFilms } from './choose-films.ts';
import { FilmDialog } from './FilmDialog.tsx';
import { FilmGrid } from './FilmGrid.tsx';
import styles from './Gallery.module.css';
import { TileLoader } from './tile-loader.ts';

const words = exploreWords.gallery;

interface GalleryProps {
  readonly films: KnownFilms;
  /** Titles of the findings that a filter can be set to. */
  readonly findingTitle: (code: NonNullable<FilmFilter['finding']>) => string;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
}

/** Every film of the set: filtered, sorted, opened by a click or by keyboard. */
export function Gallery({ films, findingTitle, filter, onFilter }: GalleryProps) {
  const { tiles: fetchTiles } = useCommands();
  const [sort, setSort] = useState<FilmSort>('name');
  const [open, setOpen] = useState<number | null>(null);
  // The filter answers at once; choosing among 100,000 films may take a frame longer.
  const wanted = useDeferredValue(filter);
  const samples = useMemo(() => chooseFilms(films, wanted, sort), [films, wanted, sort]);
  // Another decode gives other pixels under the same numbers.
  const tiles = useMemo(() => films.facts && new TileLoader(fetchTiles), [films.facts, fetchTiles]);
  const change = (part: Partial<FilmFilter>) => onFilter({ ...filter, ...part });
  return (
    <Panel title={words.title}>
      <Filters
        films={films}
        filter={filter}
        onChange={change}
        findingTitle={findingTitle}
        sort={sort}
        onSort={setSort}
      />
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

interface FiltersProps extends Pick<GalleryProps, 'films' | 'findingTitle' | 'filter'> {
  readonly onChange: (part: Partial<FilmFilter>) => void;
  readonly sort: FilmSort;
  readonly onSort: (sort: FilmSort) => void;
}

const ALL = { value: '', label: words.all };

function Filters({ films, findingTitle, filter, onChange, sort, onSort }: FiltersProps) {
  const { index, findings } = films;
  const hasPathogens = useMemo(() => index.pathogens.some((code) => code > 0), [index]);
  const spoken = findings.filter((finding) => finding.films.length > 0);
  return (
    <div className={styles.filters}>
      <Select
        label={words.split}
        value={filter.split ?? ''}
        options={[ALL, ...SPLITS.map((split) => ({ value: split, label: SPLIT_WORDS[split] }))]}
        onChange={(value) => onChange({ split: value === '' ? null : (value as Split) })}
      />
      <Select
        label={words.class}
        value={filter.label === null ? '' : String(filter.label)}
        options={[ALL, ...index.classNames.map((name, label) => ({ value: String(label), label: name }))]}
        onChange={(value) => onChange({ label: value === '' ? null : Number(value) })}
      />
      {hasPathogens && (
        <Select
          label={words.pathogen}
          value={filter.pathogen === null ? '' : String(filter.pathogen)}
          options={[
            ALL,
            { value: String(PATHOGENS.indexOf('bacteria')), label: exploreWords.film.pathogens.bacteria },
            { value: String(PATHOGENS.indexOf('virus')), label: exploreWords.film.pathogens.virus },
          ]}
          onChange={(value) => onChange({ pathogen: value === '' ? null : Number(value) })}
        />
      )}
      {spoken.length > 0 && (
        <Select
          label={words.finding}
          value={filter.finding ?? ''}
          options={[ALL, ...spoken.map(({ code }) => ({ value: code, label: findingTitle(code) }))]}
          onChange={(value) => onChange({ finding: value === '' ? null : (value as FilmFilter['finding']) })}
        />
      )}
      <Field label={words.text}>
        {({ id }) => (
          <input
            id={id}
            type="search"
            className={field.control}
            autoComplete="off"
            spellCheck={false}
            value={filter.text}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <Select
        label={words.sort}
        value={sort}
        options={FILM_SORTS.filter((value) => films.facts || (value !== 'pixels' && value !== 'brightness')).map(
          (value) => ({ value, label: words.sorts[value] }),
        )}
        onChange={onSort}
      />
    </div>
  );
}
