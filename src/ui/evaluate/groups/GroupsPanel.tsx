import type { Judged } from '../../../app/evaluations.ts';
import { isMissing, type Measured } from '../../../core/metrics/figure.ts';
import type { GroupTable } from '../../../core/metrics/split-judgement.ts';
import { formatCount } from '../../shared/format.ts';
import { Panel } from '../../shared/Panel.tsx';
import { Scroll } from '../../shared/Scroll.tsx';
import table from '../../shared/table.module.css';
import { groupWords as words } from '../../words/calibration.ts';
import { judgedWords } from '../../words/judged.ts';
import { whyMissing, writeFigure, writeInterval } from '../figures/measured-words.ts';
import styles from './Groups.module.css';

interface GroupsPanelProps {
  readonly judged: Judged;
  readonly positive: string;
}

/** Sensitivity and specificity by group as a forest plot: a table whose last columns are drawn. */
export function GroupsPanel({ judged, positive }: GroupsPanelProps) {
  const { groups, judgement } = judged;
  const whole = judgement.classes.length === 2 ? judgement.classes : null;
  if (!groups) {
    return (
      <Panel title={words.title}>
        <progress aria-label={words.drawing} />
      </Panel>
    );
  }
  if (groups.length === 0) {
    return (
      <Panel title={words.title}>
        <p className={table.foot}>{words.none}</p>
      </Panel>
    );
  }
  return (
    <Panel title={words.title}>
      <p className={table.foot}>{words.text(positive)}</p>
      <Scroll label={words.title}>
        <table className={table.table} data-testid="groups" data-value={groups.length}>
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              {words.columns.map((name, column) => (
                <th key={name} scope="col" className={column > 0 ? table.number : undefined}>
                  {name}
                </th>
              ))}
              <th scope="col">{words.sensitivity}</th>
              <th scope="col">{words.specificity}</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <Kind key={group.kind} group={group} />
          ))}
        </table>
      </Scroll>
      {whole && <p className={table.foot}>{judgedWords.figures.doubt}</p>}
    </Panel>
  );
}

function Kind({ group }: { readonly group: GroupTable }) {
  const { kind, limits, rows } = group;
  const told = limits && (kind === 'size' || kind === 'brightness') && words.limits[kind](...written(limits));
  return (
    <tbody>
      <tr className={table.total}>
        <th colSpan={5} scope="rowgroup">
          {words.kinds[kind]}
          {told && <span className={styles.limits}>, {told}</span>}
        </th>
      </tr>
      {rows.map(({ group: name, films, patients, sensitivity, specificity }) => (
        <tr key={name}>
          <th scope="row">{words.names[name] ?? name}</th>
          <td className={table.number}>{formatCount(films)}</td>
          <td className={table.number}>{formatCount(patients)}</td>
          <td>
            <Forest measured={sensitivity} name="sensitivity" />
          </td>
          <td>
            <Forest measured={specificity} name="specificity" />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function written([low, high]: readonly [number, number]): [string, string] {
  return [formatCount(low), formatCount(high)];
}

interface ForestProps {
  readonly measured: Measured;
  readonly name: 'sensitivity' | 'specificity';
}

/** One line of the forest: figure and interval in words, and drawn from 0 to 100 %. */
function Forest({ measured, name }: ForestProps) {
  const { value, interval, share } = measured;
  const why = whyMissing(value) ?? whyMissing(interval);
  return (
    <div className={styles.forest}>
      <span className={styles.drawn} aria-hidden="true">
        {!isMissing(interval) && (
          <span
            className={styles.line}
            style={{
              insetInlineStart: `${interval.low * 100}%`,
              inlineSize: `${(interval.high - interval.low) * 100}%`,
            }}
          />
        )}
        {!isMissing(value) && <span className={styles.dot} style={{ insetInlineStart: `${value * 100}%` }} />}
      </span>
      <span>
        {writeFigure(value, name)} {!isMissing(interval) && `(${writeInterval(interval, name)})`}
        <span className={styles.limits}>{why ?? (share ? judgedWords.figures.of(share.hits, share.of) : '')}</span>
      </span>
    </div>
  );
}
