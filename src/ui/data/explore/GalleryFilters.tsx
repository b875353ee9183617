import { useMemo } from 'react';
import { PATHOGENS, SPLITS, type Split } from '../../../core/dataset/types.ts';
import field from '../../shared/Field.module.css';
import { Field, Select } from '../../shared/Field.tsx';
import { SPLIT_WORDS } from '../../words/common.ts';
import { exploreWords } from '../../words/explore.ts';
import { FINDING_WORDS } from '../../words/findings.ts';
import { FILM_SORTS, type FilmFilter, type FilmSort } from './choose-films.ts';
import styles from './Gallery.module.css';
import type { GalleryProps } from './gallery-props.ts';

const words = exploreWords.gallery;

interface GalleryFiltersProps extends Pick<GalleryProps, 'films' | 'filter'> {
  readonly onChange: (part: Partial<FilmFilter>) => void;
  readonly sort: FilmSort;
  readonly onSort: (sort: FilmSort) => void;
}

const ALL = { value: '', label: words.all };

/** What narrows the gallery down, and its order. */
export function GalleryFilters({ films, filter, onChange, sort, onSort }: GalleryFiltersProps) {
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
      {hasPathogens && <PathogenSelect filter={filter} onChange={onChange} />}
      {spoken.length > 0 && (
        <Select
          label={words.finding}
          value={filter.finding ?? ''}
          options={[ALL, ...spoken.map(({ code }) => ({ value: code, label: FINDING_WORDS[code].title }))]}
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

function PathogenSelect({ filter, onChange }: Pick<GalleryFiltersProps, 'filter' | 'onChange'>) {
  return (
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
  );
}
