/** A table of the file: `values[v - first]` for a value v, the ends for what lies outside. */
export interface LookupTable {
  readonly first: number;
  readonly bits: number;
  readonly values: ArrayLike<number>;
}

/** VOI window (PS3.3 C.11.2.1.2): which values become black, which white, and the curve between. */
export interface GreyWindow {
  readonly centre: number;
  readonly width: number;
  readonly shape: 'linear' | 'linear-exact' | 'sigmoid';
}

/** How stored values become grey: unpacked, rescaled, windowed, turned. */
export interface GreyRule {
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly modality: LookupTable | { readonly slope: number; readonly intercept: number };
  readonly voi: LookupTable | GreyWindow | null;
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
  /** Stored values from the first to the second are no part of the picture; they become black. */
  readonly padding: readonly [number, number] | null;
}

/**
 * Grey of 8 bits for each word of `words`, as DICOM's grey scale pipeline has it (PS3.4 N.2). Without a window, values of
 * 8 unsigned bits stand as they are, and others span from the least to the largest in the picture. Padding is black.
 */
export function toGreyLevels(
  words: Uint8Array | Uint8ClampedArray | Uint16Array,
  rule: GreyRule,
): Uint8Array<ArrayBuffer> {
  const table = greyTable(words, rule);
  const { shift, mask } = bitsOf(rule);
  const grey = new Uint8Array(words.length);
  for (let i = 0; i < grey.length; i++) grey[i] = table[((words[i] as number) >> shift) & mask] as number;
  return grey;
}

function bitsOf({ bitsStored, highBit }: GreyRule): { shift: number; mask: number } {
  return { shift: highBit + 1 - bitsStored, mask: 2 ** bitsStored - 1 };
}

/** The grey of every pattern of stored bits: 65,536 of them at most. */
function greyTable(words: ArrayLike<number>, rule: GreyRule): Uint8Array {
  const count = 2 ** rule.bitsStored;
  const stored = (pattern: number) => (rule.signed && pattern >= count / 2 ? pattern - count : pattern);
  const isPadding = (pattern: number) => {
    const { padding } = rule;
    return padding !== null && stored(pattern) >= padding[0] && stored(pattern) <= padding[1];
  };
  const modality = (pattern: number) => applyModality(rule.modality, stored(pattern));
  const show = rule.voi === null ? spanOf(words, rule, { isPadding, modality }) : curveOf(rule.voi);
  return Uint8Array.from({ length: count }, (_, pattern) => {
    if (isPadding(pattern)) return 0;
    const share = Math.min(1, Math.max(0, show(modality(pattern))));
    return Math.round(255 * (rule.inverted ? 1 - share : share));
  });
}

function applyModality(modality: GreyRule['modality'], value: number): number {
  return 'slope' in modality ? value * modality.slope + modality.intercept : lookUp(modality, value);
}

function lookUp({ first, values }: LookupTable, value: number): number {
  const place = Math.min(values.length - 1, Math.max(0, Math.round(value) - first));
  return values[place] as number;
}

/** From 0 (black) to 1 (white); beyond them where the curve goes on. */
type Curve = (value: number) => number;

function curveOf(voi: LookupTable | GreyWindow): Curve {
  if ('first' in voi) return (value) => lookUp(voi, value) / (2 ** voi.bits - 1);
  const { centre, width } = voi;
  switch (voi.shape) {
    case 'linear':
      return (value) => step(value - (centre - 0.5), width - 1);
    case 'linear-exact':
      return (value) => step(value - centre, width);
    case 'sigmoid':
      return (value) => 1 / (1 + Math.exp((-4 * (value - centre)) / width));
  }
}

/** A ramp of `width` around 0; without any width a step: up to its middle is black. */
function step(value: number, width: number): number {
  return width > 0 ? value / width + 0.5 : Number(value > 0);
}

interface Patterns {
  readonly isPadding: (pattern: number) => boolean;
  readonly modality: (pattern: number) => number;
}

/** The curve of a picture without a window. */
function spanOf(words: ArrayLike<number>, rule: GreyRule, { isPadding, modality }: Patterns): Curve {
  const plain = 'slope' in rule.modality && rule.modality.slope === 1 && rule.modality.intercept === 0;
  if (plain && rule.bitsStored === 8 && !rule.signed) return (value) => value / 255;
  const { shift, mask } = bitsOf(rule);
  const present = new Uint8Array(mask + 1);
  for (let i = 0; i < words.length; i++) present[((words[i] as number) >> shift) & mask] = 1;
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  present.forEach((isPresent, pattern) => {
    if (!isPresent || isPadding(pattern)) return;
    least = Math.min(least, modality(pattern));
    largest = Math.max(largest, modality(pattern));
  });
  return (value) => (largest > least ? (value - least) / (largest - least) : 0);
}
