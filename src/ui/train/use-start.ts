import { useLocation } from 'wouter';
import { invalidRanges } from '../../core/augment/policy.ts';
import { invalidFields, numericFields, type TrainingConfig } from '../../core/training/config.ts';
import { useAppState, useCommands } from '../AppContext.tsx';

/** Whether a run may start with these settings. */
export function isStartable(config: TrainingConfig): boolean {
  return invalidFields(numericFields(config)).length === 0 && invalidRanges(config.augmentation).length === 0;
}

/** Goes to the train place and starts there; with a bad setting it only goes there, to its marked field. */
export function useStart(): () => void {
  const config = useAppState((state) => state.config);
  const { train } = useCommands();
  const [, navigate] = useLocation();
  return () => {
    navigate('/train');
    if (isStartable(config)) void train();
    else requestAnimationFrame(focusFirstInvalid);
  };
}

function focusFirstInvalid(): void {
  const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.focus();
}
