import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useCallback, useState } from 'react';
import type { MapWish } from '../../../core/training/exchange.ts';
import { useCommands } from '../../AppContext.tsx';
import { FilmWithHeat } from '../../explain/FilmWithHeat.tsx';
import { HeatOpacity, HeatScale } from '../../explain/Heat.tsx';
import { Button } from '../../shared/Button.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { errorsWords } from '../../words/errors.ts';
import { explainWords } from '../../words/explain.ts';
import { predictWords } from '../../words/predict.ts';
import styles from './ErrorGallery.module.css';
import { FilmFactsList } from './FilmFactsList.tsx';
import type { RankedProps } from './gallery-props.ts';
import { useFilmName } from './use-film-name.ts';
import { useMap } from './use-maps.ts';

/** Longest side of the picture that is asked for, pixels. */
const PICTURE = 900;

const METHODS = (['cam', 'occlusion'] as const).map((value) => ({ value, label: errorsWords.methods[value] }));

/** One film: as it is, with the map of evidence, and with the control map beside it. */
export function ErrorViewer({ films, ranked, rank, onRank }: RankedProps) {
  const [method, setMethod] = useState<MapWish['method']>('cam');
  const [opacity, setOpacity] = useState(0.6);
  const place = ranked[rank] as number;
  const map = useMap(films, place, method, false);
  const control = useMap(films, place, 'cam', true);
  const drawn = typeof map === 'object' ? map : null;
  const { classNames } = films.evaluation.outputs;
  const shownClass = classNames[films.classes[place] as number] ?? '';
  const step = (by: number) => {
    if (ranked[rank + by] !== undefined) onRank(rank + by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a short cut; the buttons do the same.
    <div className={styles.viewer} onKeyDown={onKeyDown} data-testid="error-viewer" data-value={place}>
      <div className={styles.bar}>
        <Button kind="quiet" icon={ChevronLeft} disabled={rank === 0} onPress={() => step(-1)}>
          {errorsWords.previous}
        </Button>
        <span aria-live="polite">{errorsWords.place(rank + 1, ranked.length)}</span>
        <Button kind="quiet" icon={ChevronRight} disabled={rank === ranked.length - 1} onPress={() => step(1)}>
          {errorsWords.next}
        </Button>
        <span className={styles.tools}>
          <Segmented label={errorsWords.method} value={method} options={METHODS} onChange={setMethod} />
          <HeatOpacity value={opacity} onChange={setOpacity} />
        </span>
      </div>
      <div className={styles.pictures}>
        <Picture films={films} place={place} title={explainWords.film} map={null} opacity={opacity} />
        <Picture
          films={films}
          place={place}
          title={`${explainWords.title(drawn?.method ?? null)}: ${shownClass}`}
          map={map}
          opacity={opacity}
        />
        {method === 'cam' && (
          <Picture films={films} place={place} title={explainWords.control} map={control} opacity={opacity} />
        )}
        <FilmFactsList films={films} place={place} />
      </div>
      <HeatScale />
      {drawn && <p className={styles.quiet}>{explainWords.how(drawn.method, drawn.cell)}</p>}
      <p className={styles.quiet}>{method === 'cam' ? explainWords.caution : explainWords.occlusionCaution}</p>
    </div>
  );
}

interface PictureProps extends Pick<RankedProps, 'films'> {
  readonly place: number;
  readonly title: string;
  readonly map: ReturnType<typeof useMap> | null;
  readonly opacity: number;
}

function Picture({ films, place, title, map, opacity }: PictureProps) {
  const { thumbnail } = useCommands();
  const sample = films.evaluation.outputs.samples[place] as number;
  const name = useFilmName(sample);
  const load = useCallback(() => thumbnail(sample, PICTURE), [thumbnail, sample]);
  return (
    <figure className={styles.picture}>
      <FilmWithHeat
        load={load}
        label={`${title}: ${name}`}
        missing={predictWords.noPreview}
        map={map}
        opacity={opacity}
        testId="error-picture"
      />
      <figcaption>{title}</figcaption>
    </figure>
  );
}
