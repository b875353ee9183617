import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWidth } from '../../shared/chart/use-width.ts';
import { classColour } from '../../shared/class-colour.ts';
import { exploreWords } from '../../words/explore.ts';
import { type KnownFilms, nameOf } from './choose-films.ts';
import styles from './FilmGrid.module.css';
import { gridStep } from './grid-step.ts';
import type { TileLoader } from './tile-loader.ts';

/** CSS pixels: the least side of a tile, and between two. */
const TILE = { least: 90, gap: 6, caption: 18 } as const;

/** Rows drawn beyond the view, so that a fast scroll meets films and not holes. */
const OVERSCAN = 3;

interface FilmGridProps {
  readonly films: KnownFilms;
  readonly samples: readonly number[];
  readonly tiles: TileLoader;
  readonly onOpen: (place: number) => void;
  /** A few characters before a film's name, such as a probability. */
  readonly note?: (sample: number) => string;
}

/** Any number of films as a grid that draws only what is in view; one tab stop, arrows move, Enter opens. */
export function FilmGrid({ films, samples, tiles, onOpen, note }: FilmGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = Math.max(2, Math.floor((width + TILE.gap) / (TILE.least + TILE.gap)));
  const side = Math.max(1, Math.floor((width + TILE.gap) / columns) - TILE.gap);
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this page; the library wants none
  const rows = useVirtualizer({
    count: Math.ceil(samples.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => side + TILE.caption + TILE.gap,
    overscan: OVERSCAN,
  });
  // The virtualizer keeps the sizes it has seen until it is told.
  useLayoutEffect(() => {
    if (side > 1) rows.measure();
  }, [rows, side]);
  const [active, setActive] = useActive(samples, scroller);
  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (side + TILE.caption)) - 1);
    const next = gridStep(event.key, { place: active, columns, count: samples.length, page });
    if (next === null) return;
    event.preventDefault();
    rows.scrollToIndex(Math.floor(next / columns));
    setActive(next);
  };
  return (
    <div ref={scroller} className={styles.scroller} data-testid="gallery">
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual; the grid pattern is what the keys follow. */}
      <div
        role="grid"
        tabIndex={-1}
        aria-label={exploreWords.gallery.grid(samples.length)}
        aria-rowcount={Math.ceil(samples.length / columns)}
        aria-colcount={columns}
        className={styles.grid}
        style={{ blockSize: rows.getTotalSize() }}
        onKeyDown={move}
      >
        {rows.getVirtualItems().map((row) => (
          <Row
            key={row.key}
            films={films}
            tiles={tiles}
            samples={samples.slice(row.index * columns, (row.index + 1) * columns)}
            row={row.index}
            first={row.index * columns}
            start={row.start}
            side={side}
            active={active}
            onOpen={onOpen}
            {...(note ? { note } : {})}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps extends FilmGridProps {
  readonly row: number;
  /** Place of its first film. */
  readonly first: number;
  /** CSS pixels from the top. */
  readonly start: number;
  readonly side: number;
  readonly active: number;
}

function Row({ films, tiles, samples, row, first, start, side, active, onOpen, note }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
      {samples.map((sample, column) => (
        <Tile
          key={sample}
          films={films}
          sample={sample}
          tiles={tiles}
          side={side}
          place={first + column}
          isActive={first + column === active}
          onOpen={onOpen}
          {...(note ? { note } : {})}
        />
      ))}
    </div>
  );
}

interface TileProps extends Pick<FilmGridProps, 'films' | 'tiles' | 'onOpen' | 'note'> {
  readonly sample: number;
  readonly side: number;
  readonly place: number;
  readonly isActive: boolean;
}

function Tile({ films, sample, tiles, side, place, isActive, onOpen, note }: TileProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(
    () =>
      tiles.want(sample, (tile) => {
        const target = canvas.current;
        if (!target) return;
        target.width = tile.width;
        target.height = tile.height;
        target.getContext('2d')?.putImageData(tile, 0, 0);
      }),
    [tiles, sample],
  );
  const { index } = films;
  const label = index.labels[sample] ?? 0;
  const name = note ? `${note(sample)} ${nameOf(index, sample)}` : nameOf(index, sample);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid; its button takes the focus.
    <div role="gridcell" className={styles.cell} style={{ inlineSize: side }}>
      <button
        type="button"
        tabIndex={isActive ? 0 : -1}
        data-place={place}
        className={styles.tile}
        style={{ '--class': classColour(label) } as React.CSSProperties}
        aria-label={exploreWords.gallery.tile(name, index.classNames[label] ?? '')}
        onClick={() => onOpen(place)}
      >
        <canvas ref={canvas} width={1} height={1} style={{ blockSize: side }} />
        <span className={styles.name}>{name}</span>
      </button>
    </div>
  );
}

/** The place that holds the tab stop; moving it focuses the tile as soon as it is drawn. */
function useActive(
  samples: readonly number[],
  scroller: React.RefObject<HTMLElement | null>,
): [number, (place: number) => void] {
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const frame = requestAnimationFrame(() => {
      const tile = scroller.current?.querySelector<HTMLElement>(`[data-place="${active}"]`);
      if (tile) wantsFocus.current = false;
      tile?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  });
  const move = (place: number) => {
    wantsFocus.current = true;
    setActive(place);
  };
  return [Math.min(active, Math.max(0, samples.length - 1)), move];
}
