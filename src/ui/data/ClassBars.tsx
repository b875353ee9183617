import type { DatasetIndex } from '../../core/dataset/types.ts';
import { SPLITS } from '../../core/dataset/types.ts';
import { classColour } from '../shared/class-colour.ts';
import { formatCount, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { SPLIT_WORDS } from '../words/common.ts';
import { dataWords } from '../words/data.ts';
import styles from './ClassBars.module.css';
import type { SplitFacts } from './index-facts.ts';

/** Films per class as bars, split by split, each on the scale of its own largest class. */
export function ClassBars({ index, facts }: { readonly index: DatasetIndex; readonly facts: readonly SplitFacts[] }) {
  return (
    <Panel title={dataWords.bars.title}>
      <div className={styles.splits}>
        {SPLITS.map((split, row) => (
          <SplitBars key={split} title={SPLIT_WORDS[split]} names={index.classNames} facts={facts[row]} />
        ))}
      </div>
    </Panel>
  );
}

interface SplitBarsProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly facts: SplitFacts | undefined;
}

function SplitBars({ title, names, facts }: SplitBarsProps) {
  const largest = Math.max(1, ...(facts?.films ?? []));
  return (
    <div className={styles.split}>
      <h3>
        {title}
        {facts?.total ? ` · ${dataWords.patients(facts.patients)}` : ''}
      </h3>
      {facts?.total ? (
        <ul>
          {names.map((name, label) => {
            const films = facts.films[label] ?? 0;
            return (
              <li key={name} className={styles.row}>
                <span className={styles.name}>{name}</span>
                <span className={styles.figure}>
                  {formatCount(films)} <span className={styles.share}>{formatPercent(films / facts.total)}</span>
                </span>
                <span
                  className={styles.bar}
                  style={{ inlineSize: `${(100 * films) / largest}%`, background: classColour(label) }}
                />
              </li>
            );
          })}
        </ul>
      ) : (
        <p className={styles.share}>{dataWords.bars.none}</p>
      )}
    </div>
  );
}
