import type { DatasetIndex } from '../../core/dataset/types.ts';
import { SPLITS } from '../../core/dataset/types.ts';
import { ClassName } from '../shared/ClassName.tsx';
import { formatCount } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { SPLIT_WORDS } from '../words/common.ts';
import { dataWords } from '../words/data.ts';
import type { SplitFacts } from './index-facts.ts';

const words = dataWords.table;

/** Films and patients per split and class, with totals. */
export function FilmTable({ index, facts }: { readonly index: DatasetIndex; readonly facts: readonly SplitFacts[] }) {
  const { classNames } = index;
  const total = (label: number) => facts.reduce((sum, split) => sum + (split.films[label] ?? 0), 0);
  return (
    <Panel title={words.title}>
      <Scroll label={words.caption}>
        <table className={table.table}>
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.split}</th>
              {classNames.map((name, label) => (
                <th key={name} scope="col" className={table.number}>
                  <ClassName label={label} name={name} />
                </th>
              ))}
              <th scope="col" className={table.number}>
                {words.all}
              </th>
            </tr>
          </thead>
          <tbody>
            {SPLITS.map((split, row) => (
              <SplitRow key={split} split={split} classNames={classNames} facts={facts[row]} />
            ))}
            <tr className={table.total}>
              <th scope="row">{words.all}</th>
              {classNames.map((name, label) => (
                <td key={name} className={table.number}>
                  {formatCount(total(label))}
                </td>
              ))}
              <td className={table.number}>{formatCount(index.paths.length)}</td>
            </tr>
          </tbody>
        </table>
      </Scroll>
      <p className={table.foot}>{dataWords.order(classNames)}</p>
    </Panel>
  );
}

interface SplitRowProps {
  readonly split: (typeof SPLITS)[number];
  readonly classNames: readonly string[];
  readonly facts: SplitFacts | undefined;
}

function SplitRow({ split, classNames, facts }: SplitRowProps) {
  return (
    <tr>
      <th scope="row">{SPLIT_WORDS[split]}</th>
      {classNames.map((name, label) => (
        <td
          key={name}
          className={table.number}
          data-testid="count"
          data-split={split}
          data-class={name}
          data-value={facts?.films[label] ?? 0}
        >
          {formatCount(facts?.films[label] ?? 0)}
        </td>
      ))}
      <td className={table.number}>{formatCount(facts?.total ?? 0)}</td>
    </tr>
  );
}
