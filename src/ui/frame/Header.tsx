import { Moon, Sun } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { AppState } from '../../app/state.ts';
import { recordOf } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { formatCount, formatRemaining } from '../shared/format.ts';
import { commonWords } from '../words/common.ts';
import { frameWords } from '../words/frame.ts';
import { DeviceChip } from './DeviceChip.tsx';
import styles from './Header.module.css';
import { Mark } from './Mark.tsx';
import { epochWords } from './place-status.ts';
import { remainingSeconds } from './remaining.ts';

/** The line at the top: name, films, run, engine, theme. */
export function Header() {
  return (
    <header className={styles.header}>
      <a className={styles.name} href="#/data" aria-label={commonWords.name}>
        <Mark />
        <span>{commonWords.name}</span>
      </a>
      <div className={styles.chips}>
        <DatasetChip />
        <RunChip />
        <DeviceChip />
      </div>
      <ThemeSwitch />
    </header>
  );
}

function DatasetChip() {
  const dataset = useAppState((state) => state.dataset);
  return (
    <span className={styles.dataset} data-testid="dataset-phase" data-value={dataset.kind}>
      {datasetWords(dataset)}
      {'index' in dataset && dataset.index.source === 'synthetic' && (
        <span className={styles.tag}>{commonWords.synthetic}</span>
      )}
    </span>
  );
}

function datasetWords(dataset: AppState['dataset']): string {
  if ('index' in dataset) {
    const { name, paths, classNames } = dataset.index;
    return `${name} · ${formatCount(paths.length)} films · ${commonWords.classes(classNames.length)}`;
  }
  return dataset.kind === 'indexing' ? dataset.name : '';
}

function RunChip() {
  const run = useAppState((state) => state.run);
  const record = recordOf(run);
  const left = run.phase === 'running' && record ? remainingSeconds(record) : null;
  const parts = [record ? epochWords(run) : '', left === null ? '' : commonWords.remaining(formatRemaining(left))];
  return (
    <span className={styles.run} data-testid="run-phase" data-value={run.phase}>
      {run.phase !== 'idle' && <span className={record ? styles.phase : ''}>{frameWords.run[run.phase]}</span>}
      {parts.filter(Boolean).join(' · ')}
    </span>
  );
}

function ThemeSwitch() {
  const theme = useAppState((state) => state.theme);
  const { setTheme } = useCommands();
  const other = theme === 'dark' ? 'light' : 'dark';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <AriaButton
      className={styles.theme ?? ''}
      data-testid="theme"
      aria-label={other === 'light' ? frameWords.theme.toLight : frameWords.theme.toDark}
      onPress={() => setTheme(other)}
    >
      <Icon size={18} aria-hidden="true" />
    </AriaButton>
  );
}
