import {
  type BackendChoice,
  invalidFields,
  LIMITS,
  type LimitedField,
  numericFields,
  PRESETS,
  type PresetName,
  type TrainingConfig,
  type ValidationSource,
} from '../../core/training/config.ts';
import type { BackendInfo } from '../../core/training/events.ts';
import { isBusy } from '../../core/training/run-state.ts';
import { useAppState, useCommands } from '../AppContext.tsx';
import { Checkbox, Select } from '../shared/Field.tsx';
import { NumberInput } from '../shared/NumberInput.tsx';
import { Panel } from '../shared/Panel.tsx';
import { BACKEND_REASON_WORDS, SOFTWARE_WEBGL_WORDS, stepTimeWords } from '../words/common.ts';
import { trainWords } from '../words/train.ts';
import { AugmentationFields } from './AugmentationFields.tsx';
import styles from './SettingsForm.module.css';
import type { SettingsProps } from './settings-props.ts';
import { useValidationHint } from './use-validation-hint.ts';

const words = trainWords.settings;

/** Everything that decides a run beside the films. */
export function SettingsForm() {
  const config = useAppState((state) => state.config);
  const disabled = useAppState((state) => isBusy(state.run));
  const { setConfig } = useCommands();
  const props: SettingsProps = { config, onChange: setConfig, disabled };
  return (
    <Panel title={words.title}>
      {disabled && <p className={styles.quiet}>{words.locked}</p>}
      <PresetField {...props} />
      <div className={styles.grid}>
        <NumberField {...props} field="imageSize" />
        <NumberField {...props} field="batchSize" />
        <NumberField {...props} field="epochs" />
        <NumberField {...props} field="learningRate" />
        <NumberField {...props} field="seed" />
        <ValidationFields {...props} />
      </div>
      <BackendField {...props} />
      <Checkbox
        label={words.classWeights}
        hint={words.classWeightsHint}
        checked={config.classWeights}
        disabled={disabled}
        onChange={(classWeights) => setConfig({ ...config, classWeights })}
      />
      <AugmentationFields {...props} />
      <Recipe config={config} />
    </Panel>
  );
}

function PresetField({ config, onChange, disabled }: SettingsProps) {
  const { summary, config: preset } = PRESETS[config.preset];
  const isChanged = JSON.stringify({ ...config, backend: 'auto' }) !== JSON.stringify({ ...preset, backend: 'auto' });
  const options = (Object.keys(PRESETS) as PresetName[]).map((value) => ({
    value,
    label: value === config.preset && isChanged ? `${PRESETS[value].title}, ${words.changed}` : PRESETS[value].title,
  }));
  return (
    <Select
      label={words.preset}
      value={config.preset}
      options={options}
      hint={summary}
      disabled={disabled}
      onChange={(name) => onChange({ ...PRESETS[name].config, backend: config.backend })}
    />
  );
}

/** What a preset decides beside the fields; nothing where it is plain Adam. */
function Recipe({ config }: Pick<SettingsProps, 'config'>) {
  const { optimizer, weightDecay, schedule, labelSmoothing, averageWeights, preprocessing } = config;
  const parts = [
    optimizer === 'adamw' && words.adamw(weightDecay),
    schedule === 'one-cycle' && words.oneCycle,
    labelSmoothing > 0 && words.smoothing(labelSmoothing),
    averageWeights > 0 && words.average(averageWeights),
    preprocessing.mirrorAverage && words.mirrorAverage,
  ].filter((part) => part !== false);
  return parts.length > 0 && <p className={styles.quiet}>{words.recipe(parts)}</p>;
}

function NumberField({ config, onChange, disabled, field }: SettingsProps & { readonly field: LimitedField }) {
  const numbers = numericFields(config);
  const { min, max } = LIMITS[field];
  return (
    <NumberInput
      label={words[field]}
      unit={trainWords.units[field]}
      value={numbers[field]}
      disabled={disabled}
      check={(value) =>
        invalidFields({ ...numbers, [field]: value }).includes(field)
          ? trainWords.range(min, max, field !== 'learningRate' && field !== 'validationPercent')
          : null
      }
      onChange={(value) => onChange(withNumber(config, field, value))}
    />
  );
}

function withNumber(config: TrainingConfig, field: LimitedField, value: number): TrainingConfig {
  if (field !== 'imageSize') return { ...config, [field]: value };
  return { ...config, preprocessing: { ...config.preprocessing, imageSize: value } };
}

function BackendField({ config, onChange, disabled }: SettingsProps) {
  // What runs may still be another choice than the one in the form.
  const info = useAppState(({ device }) => (device.choice === config.backend ? device.info : null));
  return (
    <Select
      label={words.backend}
      value={config.backend}
      options={optionsOf<BackendChoice>(trainWords.backendOptions)}
      hint={info ? backendHint(info) : words.backendHint}
      hintId="backend-reason"
      disabled={disabled}
      onChange={(backend) => onChange({ ...config, backend })}
    />
  );
}

function backendHint({ backend, software, reason, stepTimes }: BackendInfo): string {
  const isSlow = backend === 'webgl' && software;
  return [BACKEND_REASON_WORDS[reason], isSlow && SOFTWARE_WEBGL_WORDS, stepTimeWords(stepTimes)]
    .filter((words) => words !== false && words !== '')
    .join(' ');
}

function ValidationFields(props: SettingsProps) {
  const { config, onChange, disabled } = props;
  return (
    <>
      <Select
        label={words.validation}
        value={config.validation}
        options={optionsOf<ValidationSource>(trainWords.validationOptions)}
        disabled={disabled}
        hint={useValidationHint(config)}
        onChange={(validation) => onChange({ ...config, validation })}
      />
      {(config.validation === 'patients' || config.validation === 'films') && (
        <NumberField {...props} field="validationPercent" />
      )}
    </>
  );
}

function optionsOf<T extends string>(labels: Readonly<Record<T, string>>): { value: T; label: string }[] {
  return (Object.keys(labels) as T[]).map((value) => ({ value, label: labels[value] }));
}
