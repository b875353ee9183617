import type { TrainingConfig } from '../../core/training/config.ts';

/** What each setting control is given. */
export interface SettingsProps {
  readonly config: TrainingConfig;
  readonly onChange: (config: TrainingConfig) => void;
  readonly disabled: boolean;
}
