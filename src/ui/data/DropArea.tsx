import { dataWords } from '../words/data.ts';
import styles from './DropArea.module.css';
import { FilmPickers } from './FilmPickers.tsx';

const { empty } = dataWords;

/** The empty place: where films go, what shape they should have, and how to try without any. */
export function DropArea() {
  return (
    <div className={styles.area}>
      <div className={styles.words}>
        <h2 className={styles.headline}>{empty.headline}</h2>
        <p className={styles.advice}>{empty.advice}</p>
        <div className={styles.actions}>
          <FilmPickers prominent />
        </div>
        <p className={styles.hint}>{empty.syntheticHint}</p>
      </div>
      <figure className={styles.example}>
        <figcaption>{empty.expects}</figcaption>
        <pre>{empty.example.join('\n')}</pre>
      </figure>
    </div>
  );
}
