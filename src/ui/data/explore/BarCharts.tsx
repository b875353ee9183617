import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { classColour } from '../../shared/class-colour.ts';
import { formatCount, formatPercent } from '../../shared/format.ts';
import { exploreWords } from '../../words/explore.ts';
import reading from './BarCharts.module.css';

const HEIGHT = 220;
const MARGIN = { top: 8, right: 16, bottom: 18, left: 0 };
const FONT = { fontSize: 12, fill: 'var(--text-quiet)' };

interface BrightnessChartProps {
  readonly classNames: readonly string[];
  /** Share of films by bin, a row per class. */
  readonly shares: readonly (readonly number[])[];
}

/** Share of films by mean grey value, an outline per class. */
export function BrightnessChart({ classNames, shares }: BrightnessChartProps) {
  const bins = shares[0]?.length ?? 0;
  const step = 256 / Math.max(1, bins);
  const points = Array.from({ length: bins }, (_, bin) => ({
    grey: (bin + 0.5) * step,
    ...Object.fromEntries(shares.map((row, label) => [`c${label}`, row[bin] ?? 0])),
  }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <AreaChart data={points} margin={MARGIN} title={exploreWords.brightness.alt} role="img">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="grey"
          type="number"
          domain={[0, 256]}
          ticks={[0, 64, 128, 192, 255]}
          tick={FONT}
          stroke="var(--line-strong)"
          tickLine={false}
          label={{ value: exploreWords.brightness.axis, position: 'insideBottom', offset: -12, ...FONT }}
        />
        <YAxis
          tickFormatter={(share: number) => formatPercent(share, 0)}
          width={44}
          tick={FONT}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          wrapperClassName={reading.reading ?? ''}
          formatter={(value) => formatPercent(Number(value))}
          labelFormatter={(grey) => `${Math.round(Number(grey) - step / 2)}–${Math.round(Number(grey) + step / 2)}`}
        />
        {classNames.map((name, label) => (
          <Area
            key={name}
            dataKey={`c${label}`}
            name={name}
            type="stepAfter"
            stroke={classColour(label)}
            strokeWidth={1.75}
            {...(label % 2 === 1 ? { strokeDasharray: '5 3' } : {})}
            fill={classColour(label)}
            fillOpacity={0.12}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** Number of patients by how many films they have; the last bar counts all with more. */
export function PatientsChart({ counts }: { readonly counts: readonly number[] }) {
  const bars = counts.map((patients, i) => ({
    films: i === counts.length - 1 ? `${i + 1}+` : String(i + 1),
    patients,
  }));
  const ticks = roundTicks(Math.max(1, ...counts));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <BarChart data={bars} margin={MARGIN} title={exploreWords.patients.alt} role="img">
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="films"
          tick={FONT}
          stroke="var(--line-strong)"
          tickLine={false}
          label={{ value: exploreWords.patients.axis, position: 'insideBottom', offset: -12, ...FONT }}
        />
        <YAxis
          tickFormatter={formatCount}
          ticks={ticks}
          domain={[0, ticks.at(-1) ?? 0]}
          width={48}
          tick={FONT}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--raised)' }}
          wrapperClassName={reading.reading ?? ''}
          formatter={(value) => exploreWords.patients.count(Number(value))}
        />
        <Bar
          dataKey="patients"
          name={exploreWords.patients.title}
          fill="var(--line-strong)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Round places from 0 to the first beyond `value`, in steps of 1, 2 or 5 times a power of ten. */
function roundTicks(value: number): number[] {
  const least = Math.max(1, value / 4);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  return Array.from({ length: Math.ceil(value / step) + 1 }, (_, i) => i * step);
}
