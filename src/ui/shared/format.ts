/** How numbers are written on screen: English, units beside the number, three significant figures. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count with thousands separated, `5,856`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A share of one as a percentage, `91.2 %`; never rounded up to 100 or down to 0. */
export function formatPercent(share: number, digits = 1): string {
  if (!Number.isFinite(share)) return '–';
  return `${percentFigure(share, digits)} %`;
}

function percentFigure(share: number, digits: number): string {
  const figure = (share * 100).toFixed(digits);
  const isRoundedToEnd = (share < 1 && Number(figure) === 100) || (share > 0 && Number(figure) === 0);
  if (!isRoundedToEnd) return figure;
  return share > 0.5 ? `>${(100 - 10 ** -digits).toFixed(digits)}` : `<${(10 ** -digits).toFixed(digits)}`;
}

/** A share with its interval, `91.2 % (88.6–93.4)`. */
export function formatInterval(share: number, interval: readonly [low: number, high: number]): string {
  const [low, high] = interval.map((end) => (end * 100).toFixed(1));
  return `${formatPercent(share)} (${low}–${high})`;
}

/** A loss, AUC or the like: four decimals below ten, three significant figures above. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) < 10 ? value.toFixed(4) : Number(value.toPrecision(3)).toLocaleString('en');
}

/** A duration in the two largest units: `2 min 5 s`, `1 h 4 min`; tenths below ten seconds, milliseconds below a tenth. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds > 0 && seconds < 0.0995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const total = Math.round(seconds);
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return pair(minutes, 'min', total % 60, 's');
  const roundedMinutes = Math.round(total / 60);
  return pair(Math.floor(roundedMinutes / 60), 'h', roundedMinutes % 60, 'min');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;
}

/** A duration still to go, coarser than one that passed, so that it does not flicker: `about 40 s`. */
export function formatRemaining(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 5) return 'a few seconds';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} s`;
  return `about ${formatDuration(Math.ceil(seconds / (seconds < 600 ? 10 : 60)) * (seconds < 600 ? 10 : 60))}`;
}

/** Bytes in decimal units, `212 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3)).toLocaleString('en')} ${units[unit]}`;
}

/** A rate in three significant figures, `152 films/s`. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '–';
  return `${Number(perSecond.toPrecision(3)).toLocaleString('en')} films/s`;
}

/** A large count of operations in three significant figures, `7.40 M`. */
export function formatOperations(value: number): string {
  if (value < 1e4) return formatCount(value);
  if (value < 999_500) return `${Math.round(value / 1e3)} k`;
  return value < 999_500_000 ? `${(value / 1e6).toPrecision(3)} M` : `${(value / 1e9).toPrecision(3)} G`;
}

/** An ISO date as the reader writes dates, with the time. */
export function formatDate(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

/** `1 film`, `2 films`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
