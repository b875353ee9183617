import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../AppContext.tsx';
import { gridStep } from '../../data/explore/grid-step.ts';
import { type Tile, TileLoader } from '../../data/explore/tile-loader.ts';
import { Heat } from '../../explain/Heat.tsx';
import { Button } from '../../shared/Button.tsx';
import { classColour } from '../../shared/class-colour.ts';
import { formatPercent } from '../../shared/format.ts';
import { errorsWords } from '../../words/errors.ts';
import styles from './ErrorGallery.module.css';
import type { RankedProps } from './gallery-props.ts';
import type { HeatMap, MapLoader } from './map-loader.ts';
import { useFilmName } from './use-film-name.ts';
import { useMapLoader } from './use-maps.ts';

/** Films on a page: three rows on a wide screen. */
const PAGE = 24;

/** The ranking a page at a time; one tab stop, arrows move and choose. */
export function ErrorTiles({ films, ranked, rank, onRank }: RankedProps) {
  const { tiles: fetchTiles } = useCommands();
  const maps = useMapLoader(films);
  const tiles = useMemo(() => new TileLoader(fetchTiles), [fetchTiles]);
  const list = useRef<HTMLUListElement>(null);
  const wantsFocus = useRef(false);
  const first = Math.floor(rank / PAGE) * PAGE;
  const page = ranked.slice(first, first + PAGE);
  useEffect(() => {
    if (wantsFocus.current) list.current?.querySelector<HTMLElement>(`[data-rank="${rank}"]`)?.focus();
    wantsFocus.current = false;
  }, [rank]);
  const move = (event: KeyboardEvent) => {
    const columns = columnsOf(list.current);
    const next = gridStep(event.key, { place: rank, columns, count: ranked.length, page: Math.ceil(PAGE / columns) });
    if (next === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    onRank(next);
  };
  return (
    <div>
      <ul ref={list} className={styles.tiles} aria-label={errorsWords.grid} onKeyDown={move}>
        {page.map((place, i) => (
          <li key={place}>
            <ErrorTile
              films={films}
              place={place}
              rank={first + i}
              isChosen={first + i === rank}
              loaders={{ tiles, maps }}
              onChoose={onRank}
            />
          </li>
        ))}
      </ul>
      <div className={styles.bar}>
        <Button kind="quiet" icon={ChevronLeft} disabled={first === 0} onPress={() => onRank(first - PAGE)}>
          {errorsWords.earlier}
        </Button>
        <span>{errorsWords.page(first + 1, first + page.length, ranked.length)}</span>
        <Button
          kind="quiet"
          icon={ChevronRight}
          disabled={first + PAGE >= ranked.length}
          onPress={() => onRank(first + PAGE)}
        >
          {errorsWords.later}
        </Button>
      </div>
    </div>
  );
}

interface TileProps extends Pick<RankedProps, 'films'> {
  readonly place: number;
  readonly rank: number;
  readonly isChosen: boolean;
  readonly loaders: { readonly tiles: TileLoader; readonly maps: MapLoader };
  readonly onChoose: (rank: number) => void;
}

function ErrorTile({ films, place, rank, isChosen, loaders, onChoose }: TileProps) {
  const { outputs, scores } = films.evaluation;
  const { classNames } = outputs;
  const sample = outputs.samples[place] as number;
  const name = useFilmName(sample);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [heat, setHeat] = useState<HeatMap | null>(null);
  useEffect(() => loaders.tiles.want(sample, (tile) => draw(canvas.current, tile)), [loaders.tiles, sample]);
  useEffect(() => loaders.maps.want(place, setHeat), [loaders.maps, place]);
  const truth = scores.labels[place] as number;
  const answer = classNames[films.answers[place] as number] ?? errorsWords.noClass;
  return (
    <button
      type="button"
      tabIndex={isChosen ? 0 : -1}
      data-rank={rank}
      aria-current={isChosen}
      aria-label={errorsWords.tile(rank + 1, name, classNames[truth] ?? '', answer)}
      className={styles.tile}
      style={{ '--class': classColour(truth) } as React.CSSProperties}
      onClick={() => onChoose(rank)}
    >
      <span className={styles.small}>
        <canvas ref={canvas} width={1} height={1} />
        {heat && <Heat map={heat.map} size={heat.size} opacity={0.7} />}
      </span>
      <span className={styles.caption}>
        {formatPercent(scores.probabilities[place * scores.classes + truth] as number)} {classNames[truth]}
      </span>
    </button>
  );
}

function draw(canvas: HTMLCanvasElement | null, { sheet, y, size }: Tile): void {
  if (!canvas) return;
  canvas.width = canvas.height = size;
  canvas.getContext('2d')?.drawImage(sheet, 0, -y);
}

/** How many films stand in a row, as the style sheet has laid them out. */
function columnsOf(list: HTMLElement | null): number {
  return list ? getComputedStyle(list).gridTemplateColumns.split(' ').length : 1;
}
