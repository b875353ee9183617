import { Image } from '../../pixels/image.ts';
import type { Anatomy, Exposure, Opacity } from './chest.ts';

/** All that one synthetic film shows. */
export interface Scene {
  readonly anatomy: Anatomy;
  readonly exposure: Exposure;
  readonly opacities: readonly Opacity[];
  /** Seed of the grain, a 32-bit integer. */
  readonly grain: number;
}

/** The film of `scene` as a grey square of `side` pixels; white is dense, as on a film. */
export function renderChest(scene: Scene, side: number): Image {
  const density = new Float32Array(side * side);
  paintBody(density, scene, side);
  for (const opacity of scene.opacities) paintOpacity(density, opacity, scene.exposure, side);
  return new Image(side, side, 1, expose(density, scene));
}

function paintBody(density: Float32Array, { anatomy, exposure }: Scene, side: number): void {
  const cos = Math.cos(exposure.tilt) / exposure.scale;
  const sin = Math.sin(exposure.tilt) / exposure.scale;
  for (let row = 0; row < side; row++) {
    const v = (2 * row + 1) / side - 1 - exposure.shiftY;
    for (let column = 0; column < side; column++) {
      const u = (2 * column + 1) / side - 1 - exposure.shiftX;
      density[row * side + column] = bodyAt(u * cos + v * sin, v * cos - u * sin, anatomy, exposure.ribPhase);
    }
  }
}

/** Density of the healthy chest at (x, y): body, two lungs with ribs over them, heart, spine. */
function bodyAt(x: number, y: number, a: Anatomy, ribPhase: number): number {
  const body = ramp(5 * (1 - ellipse(x / (0.86 + 0.08 * y), (y - 0.35) / 1.3)));
  const side = Math.abs(x);
  const lungX = (side - a.lungGap) / (a.lungWidth * (1 + 0.25 * y));
  const lung = ramp(3 * (1 - ellipse(lungX, y / a.lungHeight)));
  const heart = ramp(4 * (1 - ellipse((x - a.heartShift) / a.heartSize, (y - 0.22) / (a.heartSize * 1.15))));
  const spine = ramp(3 * (1 - side / 0.11));
  const ribs = a.ribStrength * Math.sin(a.ribs * (y + 0.5 * side * side) + ribPhase) * ramp(3 * (0.85 - side));
  const chest = a.tissue + (a.air - a.tissue) * lung * (1 - 0.85 * heart);
  return body * (chest + 0.12 * spine + ribs);
}

function paintOpacity(density: Float32Array, opacity: Opacity, exposure: Exposure, side: number): void {
  const columns = bell(opacity.x * exposure.scale + exposure.shiftX, opacity.width, side);
  const rows = bell(opacity.y * exposure.scale + exposure.shiftY, opacity.height, side);
  for (let row = 0; row < side; row++) {
    const height = opacity.strength * (rows[row] as number);
    if (Math.abs(height) < 1e-3) continue;
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      density[at] = (density[at] as number) + height * (columns[column] as number);
    }
  }
}

/** Density to bytes: gain, offset, grain (sum of two uniform numbers), soft knee at the white end. */
function expose(density: Float32Array, { exposure, grain }: Scene): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(density.length);
  let state = grain | 1;
  for (let i = 0; i < bytes.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const noise = ((state & 0xffff) + (state >>> 16)) / 0xffff - 1;
    const light = (density[i] as number) * exposure.gain + exposure.offset + noise * 2 * exposure.noise;
    bytes[i] = Math.max(0, Math.min(255, Math.round(255 * light)));
  }
  return bytes;
}

function bell(centre: number, width: number, side: number): Float32Array {
  return Float32Array.from({ length: side }, (_, i) =>
    Math.exp(-0.5 * (((2 * i + 1) / side - 1 - centre) / width) ** 2),
  );
}

function ellipse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function ramp(t: number): number {
  const c = Math.max(0, Math.min(t, 1));
  return c * c * (3 - 2 * c);
}
