import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWidth } from '../../shared/chart/use-width.ts';
import { exploreWords } from '../../words/explore.ts';
import styles from './FilmGrid.module.css';
import { FilmRow, type FilmRowProps, TILE } from './FilmRow.tsx';
import { gridStep } from './grid-step.ts';

/** Rows drawn beyond the view, so that a fast scroll meets films and not holes. */
const OVERSCAN = 3;

type FilmGridProps = Pick<FilmRowProps, 'films' | 'samples' | 'tiles' | 'onOpen' | 'note'>;

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
          <FilmRow
            key={row.key}
            films={films}
            tiles={tiles}
            samples={samples}
            row={row.index}
            columns={columns}
            side={side}
            active={Math.floor(active / columns) === row.index ? active : null}
            onOpen={onOpen}
            {...(note ? { note } : {})}
          />
        ))}
      </div>
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
