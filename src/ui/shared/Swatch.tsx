import { classColour } from './class-colour.ts';
import styles from './Swatch.module.css';

/** The small square in a class's colour that stands beside its name. */
export function Swatch({ label }: { readonly label: number }) {
  return <span className={styles.swatch} style={{ background: classColour(label) }} aria-hidden="true" />;
}
