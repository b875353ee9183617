import { useEffect, useEffectEvent, useState } from 'react';
import styles from './Field.module.css';
import { Field } from './Field.tsx';

interface NumberInputProps {
  readonly label: string;
  readonly value: number;
  /** What is wrong with a number, or null. */
  readonly check: (value: number) => string | null;
  /** Gets every number typed to its end, wrong ones too (NaN for no number), so that a start can be refused. */
  readonly onChange: (value: number) => void;
  readonly unit?: string | undefined;
  readonly disabled?: boolean;
}

/** What was typed, and the value it was typed over or led to. */
interface Draft {
  readonly text: string;
  readonly value: number;
}

/** A pause in typing after which the number counts, ms. */
const SETTLE_MS = 500;

/**
 * A number that is typed. What was typed stays, right or wrong; it counts when the field is left, Enter is pressed
 * or the typing pauses, so that `128` is not first taken for `1` and `12`.
 */
export function NumberInput({ label, value, check, onChange, unit, disabled = false }: NumberInputProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  // A draft belongs to its value; a value from elsewhere (a preset) drops it.
  const text = draft && Object.is(draft.value, value) ? draft.text : toText(value);
  const typed = toNumber(text);
  const error = check(typed) && check(value);
  const commit = () => {
    if (Object.is(typed, value)) return;
    setDraft({ text, value: typed });
    onChange(typed);
  };
  const settle = useEffectEvent(commit);
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => settle(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <Field label={label} error={error}>
      {({ id, describedBy }) => (
        <div className={styles.unit}>
          <input
            id={id}
            className={styles.control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            value={text}
            aria-invalid={error !== null}
            aria-describedby={describedBy}
            onChange={(event) => setDraft({ text: event.currentTarget.value, value })}
            onBlur={commit}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
          />
          {unit && <span aria-hidden="true">{unit}</span>}
        </div>
      )}
    </Field>
  );
}

function toText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
