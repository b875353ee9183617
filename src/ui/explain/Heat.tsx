import { useEffect, useRef } from 'react';
import { explainWords } from '../words/explain.ts';
import styles from './Heat.module.css';
import { HEAT_GRADIENT, heatImage } from './heat-colours.ts';

interface HeatProps {
  /** Heat of each pixel `[size, size]`, none below zero. */
  readonly map: Float32Array;
  readonly size: number;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A map of evidence over whatever fills its parent; it says nothing itself, the words stand beside it. */
export function Heat({ map, size, opacity }: HeatProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(heatImage(map, size), 0, 0);
  }, [map, size]);
  return (
    <canvas ref={canvas} width={size} height={size} className={styles.heat} style={{ opacity }} data-testid="heat" />
  );
}

/** What the colours mean. */
export function HeatScale() {
  return (
    <div className={styles.scale}>
      <span>{explainWords.scaleNone}</span>
      <span className={styles.bar} style={{ background: HEAT_GRADIENT }} />
      <span>{explainWords.scaleMost}</span>
    </div>
  );
}

interface OpacityProps {
  readonly value: number;
  readonly onChange: (opacity: number) => void;
}

/** How much of the map covers the film. */
export function HeatOpacity({ value, onChange }: OpacityProps) {
  const percent = Math.round(value * 100);
  return (
    <label className={styles.opacity}>
      <span>{explainWords.opacity}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-valuetext={explainWords.opacityValue(percent)}
        onChange={(event) => onChange(Number(event.currentTarget.value) / 100)}
      />
    </label>
  );
}
