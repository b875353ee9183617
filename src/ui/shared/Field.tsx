import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Test id of the hint. */
  readonly hintId?: string | undefined;
  readonly error?: string | null;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode;
}

/** A control with its label, and below it the hint or what is wrong. */
export function Field({ label, hint, hintId, error = null, children }: FieldProps) {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: words ? `${id}-words` : undefined })}
      {words && (
        <p id={`${id}-words`} className={error ? styles.error : styles.hint} data-testid={hintId}>
          {words}
        </p>
      )}
    </div>
  );
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: string;
  readonly hintId?: string;
  readonly disabled?: boolean;
}

/** A choice from a short list; the browser's own, since it works with every keyboard and phone. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange, hint, hintId, disabled = false } = props;
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Field label={label} hintId={hintId} {...(hint ? { hint } : {})}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className={styles.control}
          aria-describedby={describedBy}
          disabled={disabled}
          value={value}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A yes or no. */
export function Checkbox({ label, checked, onChange, hint, disabled = false }: CheckboxProps) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  );
}
