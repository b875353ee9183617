import styles from './ClassName.module.css';
import { Swatch } from './Swatch.tsx';

/** A class: the square in its colour and its name, which stay together. */
export function ClassName({ label, name }: { readonly label: number; readonly name: string }) {
  return (
    <span className={styles.class}>
      <Swatch label={label} />
      <span>{name}</span>
    </span>
  );
}
