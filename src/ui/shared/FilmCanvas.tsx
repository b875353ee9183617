import { useEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import styles from './FilmCanvas.module.css';

interface FilmCanvasProps {
  /** Gives the picture, or null when it cannot be had; asked once it comes into view. Keep its identity stable. */
  readonly load: () => Promise<ImageBitmap | null>;
  readonly label: string;
  /** Said in the picture's stead. */
  readonly missing: string;
  readonly testId?: string;
  /** `square`: a tile among others; `natural`: as high as the film wants. */
  readonly fit?: 'square' | 'natural';
}

/** One film on black, its aspect kept; its bitmap goes to the canvas and is not kept twice. */
export function FilmCanvas({ load, label, missing, testId, fit = 'square' }: FilmCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'waiting' | 'shown' | 'missing'>('waiting');
  const isSeen = useSeen(canvas);
  useEffect(() => {
    if (!isSeen) return;
    let isCurrent = true;
    void load().then((bitmap) => {
      if (isCurrent) setState(bitmap && show(canvas.current, bitmap) ? 'shown' : 'missing');
      else bitmap?.close();
    });
    return () => {
      isCurrent = false;
    };
  }, [isSeen, load]);
  return (
    <span className={cx(styles.film, styles[fit], styles[state])} data-testid={testId}>
      <canvas ref={canvas} width={1} height={1} role="img" aria-label={label} data-state={state} />
      {state === 'missing' && <span className={styles.words}>{missing}</span>}
    </span>
  );
}

/** Moves the bitmap into the canvas (and so closes it). */
function show(canvas: HTMLCanvasElement | null, bitmap: ImageBitmap): boolean {
  const context = canvas?.getContext('bitmaprenderer');
  if (!canvas || !context) {
    bitmap.close();
    return false;
  }
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  context.transferFromImageBitmap(bitmap);
  return true;
}

/** True once the element has come near the screen. */
function useSeen(element: React.RefObject<Element | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '1000px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isSeen;
}
