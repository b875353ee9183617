import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Scroll.module.css';

interface ScrollProps {
  readonly label: string;
  /** Scrolls downwards too, below a limit of its own. */
  readonly tall?: boolean;
  readonly children: ReactNode;
}

/** Holds what may be wider (or longer) than its place; a stop for the keyboard only while there is something to scroll. */
export function Scroll({ label, tall = false, children }: ScrollProps) {
  const frame = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const update = () => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const observer = new ResizeObserver(update);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <fieldset ref={frame} className={tall ? styles.tall : styles.scroll} aria-label={label}>
      {children}
    </fieldset>
  );
}
