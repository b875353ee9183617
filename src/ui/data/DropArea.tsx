import { dataWords } from '../words/data.ts';
import styles from './DropArea.module.css';
import { FilmPickers } from './FilmPickers.tsx';

const { empty } = dataWords;

/** The empty place: where films go, what shape they should have, and how to try without any. */
export function DropArea() {
  return (
    <div className={styles.area}>
      <div className={styles.film} aria-hidden="true">
        <Outline />
      </div>
      <div className={styles.words}>
        <h2 className={styles.headline}>{empty.headline}</h2>
        <p className={styles.advice}>{empty.advice}</p>
        <div className={styles.actions}>
          <FilmPickers prominent />
        </div>
        <p className={styles.hint}>{empty.syntheticHint}</p>
        <figure className={styles.example}>
          <figcaption>{empty.expects}</figcaption>
          <pre>{empty.example.join('\n')}</pre>
        </figure>
      </div>
    </div>
  );
}

/** A chest in a few lines, as faint as a film held to no light. */
function Outline() {
  return (
    <svg
      viewBox="0 0 200 200"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      <path d="M100 22v128" strokeDasharray="5 5" />
      <path d="M88 52C62 56 44 92 40 140c-1 14 5 20 16 17 14-4 24-9 32-17z" />
      <path d="M112 52c26 4 44 40 48 88 1 14-5 20-16 17-10-3-17-6-22-10-8-14-12-24-10-40z" />
      <path d="M30 46c20-12 44-16 62-14M170 46c-20-12-44-16-62-14" />
      <path d="M48 96c12-12 26-16 40-14M42 122c14-11 30-14 46-11M152 96c-12-12-26-16-40-14M158 122c-14-11-30-14-44-11" />
    </svg>
  );
}
