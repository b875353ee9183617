import { memo, useEffect, useRef } from 'react';
import { classColour } from '../../shared/class-colour.ts';
import { exploreWords } from '../../words/explore.ts';
import { type KnownFilms, nameOf } from './choose-films.ts';
import { drawTile } from './draw-tile.ts';
import styles from './FilmGrid.module.css';
import type { TileLoader } from './tile-loader.ts';

/** CSS pixels: the least side of a tile, between two, the line of its class and name below, and its corners. */
export const TILE = { least: 90, gap: 6, caption: 21, corner: 3 } as const;

/** Device pixels a CSS pixel that are drawn at most: a stored film has no more detail. */
const SHARPEST = 2;

export interface FilmRowProps {
  readonly films: KnownFilms;
  /** Of all rows. */
  readonly samples: readonly number[];
  readonly tiles: TileLoader;
  readonly onOpen: (place: number) => void;
  /** A few characters before a film's name, such as a probability. */
  readonly note?: (sample: number) => string;
  readonly row: number;
  readonly columns: number;
  /** CSS pixels of a tile. */
  readonly side: number;
  /** The place that holds the tab stop, when it is in this row. */
  readonly active: number | null;
}

/**
 * One row of films. Its pictures stand on one canvas under its buttons: a canvas each is a layer each, and a hundred layers take
 * longer to put together than a frame has.
 */
export const FilmRow = memo(function FilmRow(props: FilmRowProps) {
  const { samples, row, columns, side } = props;
  const first = row * columns;
  const own = samples.slice(first, first + columns);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its cells take the focus.
    <div
      role="row"
      aria-rowindex={row + 1}
      className={styles.row}
      style={{
        insetBlockStart: row * (side + TILE.caption + TILE.gap),
        blockSize: side + TILE.caption,
        gridTemplateColumns: `repeat(${columns}, ${side}px)`,
      }}
    >
      {own.map((sample, column) => (
        <Tile key={sample} {...props} sample={sample} place={first + column} />
      ))}
      <Pictures {...props} />
    </div>
  );
});

interface TileProps extends FilmRowProps {
  readonly sample: number;
  readonly place: number;
}

function Tile({ films, sample, side, place, active, onOpen, note }: TileProps) {
  const { index } = films;
  const label = index.labels[sample] ?? 0;
  const name = note ? `${note(sample)} ${nameOf(index, sample)}` : nameOf(index, sample);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the grid; its button takes the focus.
    <div role="gridcell" className={styles.cell}>
      <button
        type="button"
        tabIndex={place === active ? 0 : -1}
        data-place={place}
        className={styles.tile}
        style={{ '--class': classColour(label) } as React.CSSProperties}
        aria-label={exploreWords.gallery.tile(name, index.classNames[label] ?? '')}
        onClick={() => onOpen(place)}
      >
        <span className={styles.film} style={{ blockSize: side }} />
        <span className={styles.name}>{name}</span>
      </button>
    </div>
  );
}

/** The films of a row, each drawn as soon as it is there. */
function Pictures({ samples, row, columns, side, tiles }: FilmRowProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = columns * (side + TILE.gap) - TILE.gap;
  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context) return;
    const scale = Math.min(SHARPEST, devicePixelRatio);
    target.width = Math.round(width * scale);
    target.height = Math.round(side * scale);
    const own = samples.slice(row * columns, (row + 1) * columns);
    const wishes = own.map((sample, column) => {
      const at = { x: column * (side + TILE.gap) * scale, side: side * scale, corner: TILE.corner * scale };
      return tiles.want(sample, (tile) => drawTile(context, tile, at));
    });
    return () => {
      for (const takeBack of wishes) takeBack();
    };
  }, [samples, row, columns, side, width, tiles]);
  return <canvas ref={canvas} className={styles.pictures} style={{ inlineSize: width, blockSize: side }} />;
}
