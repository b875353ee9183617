import type { EpochRecord } from '../../core/training/events.ts';
import { recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { formatDuration, formatFigure } from '../shared/format.ts';
import { Panel } from '../shared/Panel.tsx';
import { Scroll } from '../shared/Scroll.tsx';
import table from '../shared/table.module.css';
import { trainWords } from '../words/train.ts';
import styles from './EpochTable.module.css';

const words = trainWords.epochs;
const METRICS = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;

/** Every finished epoch, by the names Keras prints; the newest first, since that is the one looked for. */
export function EpochTable() {
  const epochs = useAppState((state) => recordOf(state.run)?.epochs);
  const bestEpoch = useAppState((state) => recordOf(state.run)?.bestEpoch ?? null);
  if (!epochs?.length) return null;
  return (
    <Panel title={words.title}>
      <Scroll tall label={words.title}>
        <table className={table.table}>
          <caption className="visually-hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.epoch}</th>
              {METRICS.map((metric) => (
                <th key={metric} scope="col" className={table.number}>
                  {metric}
                </th>
              ))}
              <th scope="col" className={table.number}>
                {words.seconds}
              </th>
            </tr>
          </thead>
          <tbody>
            {epochs.toReversed().map((epoch) => (
              <EpochRow key={epoch.epoch} record={epoch} isBest={epoch.epoch === bestEpoch} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function EpochRow({ record, isBest }: { readonly record: EpochRecord; readonly isBest: boolean }) {
  const figures = [record.loss, record.accuracy, record.valLoss, record.valAccuracy];
  return (
    <tr data-testid="epoch-row" data-epoch={record.epoch} className={isBest ? table.marked : ''}>
      <th scope="row">
        {record.epoch + 1}
        {isBest && <span className={styles.best}>{words.best}</span>}
      </th>
      {METRICS.map((metric, i) => {
        const figure = figures[i] ?? null;
        return (
          <td key={metric} className={table.number} data-metric={metric} data-value={figure ?? ''}>
            {figure === null ? '–' : formatFigure(figure)}
          </td>
        );
      })}
      <td className={table.number} data-metric="seconds" data-value={record.seconds}>
        {formatDuration(record.seconds)}
      </td>
    </tr>
  );
}
