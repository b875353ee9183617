import type { Rng } from '../../base/rng.ts';

/** What makes one child's chest unlike another's; lengths in halves of the picture's side, centre at 0. */
export interface Anatomy {
  readonly lungWidth: number;
  readonly lungHeight: number;
  readonly lungGap: number;
  readonly heartSize: number;
  readonly heartShift: number;
  readonly ribs: number;
  readonly ribStrength: number;
  readonly tissue: number;
  readonly air: number;
}

/** How one film of a child was taken. */
export interface Exposure {
  readonly shiftX: number;
  readonly shiftY: number;
  readonly scale: number;
  readonly tilt: number;
  readonly gain: number;
  readonly offset: number;
  readonly noise: number;
  readonly ribPhase: number;
}

/** A soft white patch in the lung: centre, half widths and strength. */
export interface Opacity {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly strength: number;
}

/** Draws a child. */
export function drawAnatomy(rng: Rng): Anatomy {
  return {
    lungWidth: rng.range(0.25, 0.32),
    lungHeight: rng.range(0.5, 0.62),
    lungGap: rng.range(0.34, 0.4),
    heartSize: rng.range(0.2, 0.3),
    heartShift: rng.range(0.06, 0.16),
    ribs: rng.range(20, 26),
    ribStrength: rng.range(0.02, 0.06),
    tissue: rng.range(0.52, 0.66),
    air: rng.range(0.16, 0.28),
  };
}

/** Draws how a film is taken. */
export function drawExposure(rng: Rng): Exposure {
  return {
    shiftX: rng.range(-0.06, 0.06),
    shiftY: rng.range(-0.06, 0.06),
    scale: rng.range(0.9, 1.08),
    tilt: rng.range(-0.07, 0.07),
    gain: rng.range(0.9, 1.15),
    offset: rng.range(-0.04, 0.04),
    noise: rng.range(0.015, 0.05),
    ribPhase: rng.range(0, 2 * Math.PI),
  };
}

/**
 * Draws the soft patches of a film. Both classes have faint ones (vessels, skin folds); pneumonia has two or three strong
 * ones in the lungs, so that no single pixel and no mean brightness tells the class.
 */
export function drawOpacities(anatomy: Anatomy, sick: boolean, rng: Rng): Opacity[] {
  const faint = Array.from({ length: 2 + rng.below(3) }, () => drawPatch(anatomy, [0.05, 0.1], [0.02, 0.07], rng));
  if (!sick) return faint;
  const strong = Array.from({ length: 2 + rng.below(2) }, () => drawPatch(anatomy, [0.14, 0.26], [0.32, 0.55], rng));
  return [...faint, ...strong];
}

/**
 * Draws what lies around the lungs on a film: raised arms, the belly with the bubble of the stomach, and the uneven beam.
 * Without it films of different children would be as much alike as copies of one film.
 */
export function drawSurroundings(rng: Rng): Opacity[] {
  const around = (x: number, y: number, strength: readonly [number, number]): Opacity => ({
    x: x + rng.range(-0.2, 0.2),
    y: y + rng.range(-0.2, 0.2),
    width: rng.range(0.12, 0.35),
    height: rng.range(0.12, 0.35),
    strength: rng.range(...strength),
  });
  return [
    around(-0.85, -0.75, [0, 0.5]),
    around(0.85, -0.75, [0, 0.5]),
    around(-0.45, 0.85, [-0.1, 0.3]),
    around(0.4, 0.8, [-0.35, 0.1]),
    { x: rng.range(-1, 1), y: rng.range(-1, 1), width: 0.8, height: 0.8, strength: rng.range(-0.12, 0.12) },
  ];
}

function drawPatch(
  anatomy: Anatomy,
  size: readonly [number, number],
  strength: readonly [number, number],
  rng: Rng,
): Opacity {
  const side = rng.next() < 0.5 ? -1 : 1;
  const angle = rng.range(0, 2 * Math.PI);
  const radius = Math.sqrt(rng.next()) * 0.75;
  return {
    x: side * anatomy.lungGap + radius * Math.cos(angle) * anatomy.lungWidth,
    y: radius * Math.sin(angle) * anatomy.lungHeight,
    width: rng.range(...size),
    height: rng.range(...size),
    strength: rng.range(...strength),
  };
}
