import type { Explanation } from '../../core/training/exchange.ts';
import { FilmCanvas } from '../shared/FilmCanvas.tsx';
import { explainWords } from '../words/explain.ts';
import styles from './FilmWithHeat.module.css';
import { Heat } from './Heat.tsx';

interface FilmWithHeatProps {
  readonly load: () => Promise<ImageBitmap | null>;
  readonly label: string;
  readonly missing: string;
  /** Null: the film alone. */
  readonly map: Explanation | 'waiting' | 'missing' | null;
  readonly opacity: number;
  readonly testId?: string;
}

/** One film at its own aspect, and over it where the network finds what speaks for a class. */
export function FilmWithHeat({ load, label, missing, map, opacity, testId }: FilmWithHeatProps) {
  const isDrawn = map !== null && typeof map === 'object';
  const isEmpty = isDrawn && map.maps.every((heat) => heat === 0);
  return (
    <span className={styles.picture} data-testid={testId} data-state={isDrawn ? 'done' : (map ?? 'film')}>
      <FilmCanvas load={load} label={label} missing={missing} fit="natural" />
      {isDrawn && <Heat map={map.maps} size={map.size} opacity={opacity} />}
      {map === 'waiting' && <span className={styles.note}>{explainWords.working}</span>}
      {map === 'missing' && <span className={styles.note}>{explainWords.missing}</span>}
      {isEmpty && <span className={styles.note}>{explainWords.empty}</span>}
    </span>
  );
}
