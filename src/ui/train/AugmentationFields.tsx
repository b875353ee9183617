import { useState } from 'react';
import {
  AUGMENTATION_LIMITS,
  type AugmentationPolicy,
  invalidRanges,
  type RangeField,
} from '../../core/augment/policy.ts';
import { Checkbox } from '../shared/Field.tsx';
import { NumberInput } from '../shared/NumberInput.tsx';
import { trainWords } from '../words/train.ts';
import { AugmentationPreview } from './AugmentationPreview.tsx';
import styles from './SettingsForm.module.css';
import type { SettingsProps } from './settings-props.ts';

const words = trainWords.augmentation;
const FIELDS = Object.keys(AUGMENTATION_LIMITS) as RangeField[];

/** The ranges from which each film's random change is drawn, behind a fold. */
export function AugmentationFields({ config, onChange, disabled }: SettingsProps) {
  const { augmentation } = config;
  const [isOpen, setOpen] = useState(false);
  const change = (part: Partial<AugmentationPolicy>) =>
    onChange({ ...config, augmentation: { ...augmentation, ...part } });
  return (
    <details className={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.title} <span>({summaryOf(augmentation)})</span>
      </summary>
      <p>{words.hint}</p>
      <div className={styles.grid}>
        {FIELDS.map((field) => (
          <NumberInput
            key={field}
            label={words[field]}
            value={augmentation[field]}
            disabled={disabled}
            check={(value) =>
              invalidRanges({ ...augmentation, [field]: value }).includes(field)
                ? trainWords.range(0, AUGMENTATION_LIMITS[field], false)
                : null
            }
            onChange={(value) => change({ [field]: value })}
          />
        ))}
      </div>
      <Checkbox
        label={words.mirror}
        checked={augmentation.mirror}
        disabled={disabled}
        onChange={(mirror) => change({ mirror })}
      />
      {isOpen && <AugmentationPreview config={config} />}
    </details>
  );
}

function summaryOf(policy: AugmentationPolicy): string {
  const parts = FIELDS.filter((field) => policy[field] > 0).map(
    (field) => `${words[field].split(',')[0]?.toLowerCase()} ${policy[field]}`,
  );
  if (policy.mirror) parts.push(words.mirror.split(' ')[0]?.toLowerCase() ?? '');
  return parts.length ? words.some(parts) : words.none;
}
