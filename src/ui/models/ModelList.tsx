import { useRef, useState } from 'react';
import type { ModelRecord } from '../../core/report/model-record.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Button } from '../shared/Button.tsx';
import { cx } from '../shared/cx.ts';
import { formatCount, formatDate, formatPercent } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { modelsWords } from '../words/models.ts';
import styles from './ModelList.module.css';
import { RemoveDialog } from './RemoveDialog.tsx';

const words = modelsWords.list;

/** The networks kept in this browser. */
export function ModelList({ models }: { readonly models: readonly ModelRecord[] | null }) {
  const [doomed, setDoomed] = useState<ModelRecord | null>(null);
  const { remove } = useCommands();
  const place = useRef<HTMLDivElement>(null);
  return (
    <Panel title={words.title}>
      {/* Takes the keyboard's place when the button that had it goes with its row. */}
      <div ref={place} tabIndex={-1}>
        {!models?.length ? (
          <p className={styles.quiet}>{models ? words.empty : words.loading}</p>
        ) : (
          <ModelTable models={models} onRemove={setDoomed} />
        )}
      </div>
      {doomed && (
        <RemoveDialog
          name={doomed.name}
          onClose={(confirmed) => {
            setDoomed(null);
            if (!confirmed) return;
            place.current?.focus();
            void remove(doomed.id);
          }}
        />
      )}
    </Panel>
  );
}

interface ModelTableProps {
  readonly models: readonly ModelRecord[];
  readonly onRemove: (model: ModelRecord) => void;
}

function ModelTable({ models, onRemove }: ModelTableProps) {
  return (
    <Scroll label={words.caption}>
      <table className={table.table}>
        <caption className="visually-hidden">{words.caption}</caption>
        <ListHead />
        <tbody>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} onRemove={() => onRemove(model)} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ListHead() {
  return (
    <thead>
      <tr>
        <th scope="col">{words.name}</th>
        <th scope="col" className={styles.date}>
          {words.saved}
        </th>
        <th scope="col" className={styles.films}>
          {words.films}
        </th>
        <th scope="col" className={cx(table.number, styles.minor)}>
          {words.epochs}
        </th>
        <th scope="col" className={table.number}>
          {words.accuracy}
        </th>
        <th scope="col" className={cx(table.number, styles.minor)}>
          {words.parameters}
        </th>
        <th scope="col">
          <span className="visually-hidden">{words.actions}</span>
        </th>
      </tr>
    </thead>
  );
}

function ModelRow({ model, onRemove }: { readonly model: ModelRecord; readonly onRemove: () => void }) {
  const { load } = useCommands();
  const isInHand = useAppState((state) => state.model.kind === 'loaded' && state.model.record.id === model.id);
  const { name, savedAt, run, result, parameters } = model;
  return (
    <tr data-testid="saved-model" className={isInHand ? table.marked : ''}>
      <th scope="row" className={styles.name}>
        {name}
        {isInHand && <span className={styles.tag}>{words.inHand}</span>}
      </th>
      <td className={styles.date}>{formatDate(savedAt)}</td>
      <td className={styles.films}>{run?.dataset.name ?? words.unknown}</td>
      <td className={cx(table.number, styles.minor)}>{run ? formatCount(run.history.length) : words.unknown}</td>
      <td className={table.number}>{result ? formatPercent(result.accuracy) : words.unknown}</td>
      <td className={cx(table.number, styles.minor)}>{formatCount(parameters)}</td>
      <td>
        <span className={styles.actions}>
          <Button kind="quiet" label={words.loadLabel(name)} onPress={() => void load(model.id)}>
            {words.load}
          </Button>
          <Button kind="quiet" label={words.removeLabel(name)} onPress={onRemove}>
            {words.remove}
          </Button>
        </span>
      </td>
    </tr>
  );
}
