import { useMemo } from 'react';
import type { DatasetIndex } from '../../core/dataset/types.ts';
import type { TrainingConfig } from '../../core/training/config.ts';
import { estimateEpochSeconds } from '../../core/training/estimate.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState } from '../AppContext.tsx';
import { formatDuration } from '../shared/format.ts';
import { BACKEND_WORDS } from '../words/common.ts';
import { trainWords } from '../words/train.ts';

/** About how long an epoch will take with the present settings; empty while a run is under way or nothing was timed. */
export function useEpochEstimate(): string {
  const busy = useAppState((state) => isBusy(state.run));
  const index = useAppState(({ dataset }) => ('index' in dataset ? dataset.index : null));
  const config = useAppState((state) => state.config);
  const device = useAppState((state) => state.device);
  const network = useAppState((state) => state.network);
  return useMemo(() => {
    // Another backend than the one that was timed will train.
    if (busy || !index || !network || !device.info || device.choice !== config.backend) return '';
    const seconds = estimateEpochSeconds(device.info, network, filmsOf(index, config));
    return seconds === null ? '' : trainWords.run.estimate(formatAbout(seconds), BACKEND_WORDS[device.info.backend]);
  }, [busy, index, config, device, network]);
}

/** Films that learn and films that validate, before any decision on findings. */
function filmsOf({ splits }: DatasetIndex, { validation, validationPercent }: TrainingConfig) {
  const count = (split: number) => splits.reduce((sum, code) => sum + Number(code === split), 0);
  const train = count(0);
  if (validation === 'folder') return { train, validation: count(1) };
  const taken = validation === 'none' ? 0 : Math.round((train * validationPercent) / 100);
  return { train: train - taken, validation: taken };
}

/** The estimate is no better than two figures. */
function formatAbout(seconds: number): string {
  return seconds < 1 ? '1 s' : formatDuration(Number(seconds.toPrecision(seconds < 60 ? 1 : 2)));
}
