import { Button as AriaButton } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { recordOf } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { formatBytes } from '../shared/format.ts';
import { BACKEND_REASON_WORDS, BACKEND_WORDS, stepTimeWords } from '../words/common.ts';
import { frameWords } from '../words/frame.ts';
import styles from './DeviceChip.module.css';

/** The engine at work: its name, the GPU's, the memory held; why this one on hover and focus. */
export function DeviceChip() {
  const info = useAppState((state) => state.device.info);
  const bytes = useAppState((state) => recordOf(state.run)?.progress?.bytes ?? 0);
  const hasFailed = useAppState((state) => state.run.phase === 'failed');
  if (!info) {
    const { stopped, starting } = frameWords.device;
    return <span className={styles.starting}>{hasFailed ? stopped : starting}</span>;
  }
  const engine = BACKEND_WORDS[info.backend];
  const times = stepTimeWords(info.stepTimes);
  return (
    <TooltipTrigger delay={200}>
      <AriaButton className={styles.chip ?? ''} aria-label={frameWords.device.label(engine, info.renderer)}>
        <span className={styles.engine} data-testid="backend" data-value={info.backend}>
          {engine}
        </span>
        <span className={styles.renderer} data-testid="renderer" data-value={info.renderer}>
          {info.renderer}
        </span>
        {bytes > 0 && <span className={styles.memory}>{formatBytes(bytes)}</span>}
      </AriaButton>
      <Tooltip className={styles.tip ?? ''} placement="bottom end" offset={6}>
        <strong>{info.renderer}</strong>
        <span>{BACKEND_REASON_WORDS[info.reason]}</span>
        {info.backend === 'wasm' && !crossOriginIsolated && <span>{frameWords.device.notIsolated}</span>}
        {times && <span>{times}</span>}
      </Tooltip>
    </TooltipTrigger>
  );
}
