import type { FilmFacts } from '../../../core/dataset/facts.ts';
import type { DatasetIndex } from '../../../core/dataset/types.ts';
import { classColour } from '../../shared/class-colour.ts';
import type { ClassSizes } from './size-facts.ts';

/** What the plot of sizes shows. */
export interface DrawnSizes {
  readonly index: DatasetIndex;
  readonly facts: FilmFacts;
  readonly classes: readonly ClassSizes[];
}

/** A stride that visits every sample once in mixed order, so that no class lies on top of the other. */
const STRIDE = 7919;

/** Films up to which a dot is drawn large enough to be seen by itself. */
const FEW = 1500;

/** Draws a dot for each of `samples` and a cross for each class; both axes go from 0 to `most` px. */
export function drawSizes(canvas: HTMLCanvasElement, plot: DrawnSizes, samples: readonly number[], most: number): void {
  const scale = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth * scale, canvas.clientHeight * scale];
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) return;
  const colours = plot.index.classNames.map((_, label) => resolvedColour(canvas, classColour(label)));
  const place: Place = { x: (px) => (px / most) * width, y: (px) => height - (px / most) * height, scale };
  context.globalAlpha = 0.5;
  drawDots(context, plot, samples, { ...place, colours });
  context.globalAlpha = 1;
  const ground = resolvedColour(canvas, 'var(--surface)');
  for (const sizes of plot.classes) drawCross(context, sizes, place, [ground, colours[sizes.label] ?? 'grey']);
}

/** Where a width and a height in pixels of a film stand on the canvas. */
interface Place {
  readonly x: (px: number) => number;
  readonly y: (px: number) => number;
  /** Canvas pixels of one CSS pixel. */
  readonly scale: number;
}

function drawDots(
  context: CanvasRenderingContext2D,
  { index, facts }: DrawnSizes,
  samples: readonly number[],
  { x, y, scale, colours }: Place & { readonly colours: readonly string[] },
): void {
  const side = (samples.length > FEW ? 2.5 : 4) * scale;
  samples.forEach((_, i) => {
    const sample = samples[(i * STRIDE) % samples.length] as number;
    context.fillStyle = colours[index.labels[sample] as number] ?? 'grey';
    context.fillRect(
      x(facts.width[sample] as number) - side / 2,
      y(facts.height[sample] as number) - side / 2,
      side,
      side,
    );
  });
}

/** From quartile to quartile through the medians, on a line of the ground's colour that lifts it off the dots. */
function drawCross(
  context: CanvasRenderingContext2D,
  { films, width, height }: ClassSizes,
  { x, y, scale }: Place,
  [ground, colour]: readonly [string, string],
): void {
  if (films === 0) return;
  for (const [strokeStyle, lineWidth] of [
    [ground, 6 * scale],
    [colour, 2.5 * scale],
  ] as const) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.beginPath();
    context.moveTo(x(width[0]), y(height[1]));
    context.lineTo(x(width[2]), y(height[1]));
    context.moveTo(x(width[1]), y(height[0]));
    context.lineTo(x(width[1]), y(height[2]));
    context.stroke();
  }
}

/** A canvas knows no custom properties: the browser resolves them on an element. */
function resolvedColour(element: HTMLElement, colour: string): string {
  element.style.color = colour;
  return getComputedStyle(element).color;
}
