import { type Html, html } from './html.ts';

/** A place in the units of the data. */
export type Point = readonly [x: number, y: number];

/** The coordinate system of a chart. */
export interface Axes {
  readonly title: string;
  readonly x: { readonly label: string; readonly range: Point; readonly ticks: readonly number[] };
  readonly y: { readonly label: string; readonly range: Point; readonly ticks: readonly number[] };
  /** Pixels of the drawing area. */
  readonly width: number;
  readonly height: number;
}

const LEFT = 46;
const TOP = 12;
const RIGHT = 16;
const BOTTOM = 40;

/** Share axes from 0 to 1 with a square drawing area. */
export function unitAxes(title: string, x: string, y: string): Axes {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return {
    title,
    x: { label: x, range: [0, 1], ticks },
    y: { label: y, range: [0, 1], ticks },
    width: 260,
    height: 260,
  };
}

/** A chart with `marks` in its drawing area. */
export function chart(axes: Axes, marks: readonly Html[]): Html {
  const { title, x, y, width, height } = axes;
  const whole: Point = [LEFT + width + RIGHT, TOP + height + BOTTOM];
  return html`<figure><svg role="img" aria-label="${title}" viewBox="0 0 ${whole[0]} ${whole[1]}" width="${whole[0]}" height="${whole[1]}">
<g class="grid">${y.ticks.map((tick) => yTick(axes, tick))}${x.ticks.map((tick) => xTick(axes, tick))}</g>
<text class="label" x="${LEFT + width / 2}" y="${TOP + height + 34}" text-anchor="middle">${x.label}</text>
<text class="label" transform="translate(11 ${TOP + height / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>
${marks}</svg><figcaption>${title}</figcaption></figure>`;
}

function yTick(axes: Axes, tick: number): Html {
  const at = yOf(axes, tick);
  return html`<line x1="${LEFT}" x2="${LEFT + axes.width}" y1="${at}" y2="${at}"/><text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${tick}</text>`;
}

function xTick(axes: Axes, tick: number): Html {
  const at = xOf(axes, tick);
  return html`<text x="${at}" y="${TOP + axes.height + 16}" text-anchor="middle">${tick}</text>`;
}

function xOf({ x: { range }, width }: Axes, value: number): number {
  return short(LEFT + ((value - range[0]) / (range[1] - range[0] || 1)) * width);
}

function yOf({ y: { range }, height }: Axes, value: number): number {
  const share = (value - range[0]) / (range[1] - range[0] || 1);
  return short(TOP + (1 - Math.min(Math.max(share, 0), 1)) * height);
}

function short(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** A line through points; places without a number break it. */
export function line(axes: Axes, points: readonly Point[], style: string): Html {
  let pen = 'M';
  let path = '';
  for (const [x, y] of points) {
    const isThere = Number.isFinite(x) && Number.isFinite(y);
    if (isThere) path += `${pen}${xOf(axes, x)} ${yOf(axes, y)}`;
    pen = isThere ? 'L' : 'M';
  }
  return html`<path class="${style}" d="${path}"/>`;
}

/** The area between two lines over the same places. */
export function area(axes: Axes, low: readonly Point[], high: readonly Point[]): Html | null {
  const edge = [...low, ...high.toReversed()].map(([x, y]) => `${xOf(axes, x)} ${yOf(axes, y)}`);
  return edge.length > 2 ? html`<path class="band" d="M${edge.join('L')}Z"/>` : null;
}

/** A dot, with an upright interval where there is one. */
export function dot(axes: Axes, [x, y]: Point, interval: Point | null = null): Html {
  const at = xOf(axes, x);
  const bar =
    interval &&
    html`<line class="bar" x1="${at}" x2="${at}" y1="${yOf(axes, interval[0])}" y2="${yOf(axes, interval[1])}"/>`;
  return html`${bar}<circle class="dot" cx="${at}" cy="${yOf(axes, y)}" r="3.5"/>`;
}

/** Words at a place, to its right. */
export function label(axes: Axes, [x, y]: Point, words: string): Html {
  return html`<text class="name" x="${xOf(axes, x) + 7}" y="${yOf(axes, y) + 4}">${words}</text>`;
}

/** About five round ticks over a range, the range widened to the outer ones. */
export function roundTicks(low: number, high: number): { readonly range: Point; readonly ticks: readonly number[] } {
  const span = high > low ? high - low : Math.abs(high) || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(digits)));
  return { range: [ticks[0] as number, ticks.at(-1) as number], ticks };
}
