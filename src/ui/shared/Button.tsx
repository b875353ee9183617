import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './Button.module.css';
import { cx } from './cx.ts';

/** What every button of the page can be given. */
export interface ButtonProps {
  readonly children: string;
  readonly onPress: () => void;
  readonly icon?: LucideIcon;
  /** `primary`: the one action of a place; `plain`: the others; `quiet`: small ones beside a thing; `danger`: takes away. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  /** Says more than the word on it, where the word alone is ambiguous (in a table row). */
  readonly label?: string;
}

/** A button; one look for all. */
export function Button({ children, onPress, icon: Icon, kind = 'plain', disabled = false, label }: ButtonProps) {
  return (
    <AriaButton
      className={cx(styles.button, styles[kind])}
      onPress={onPress}
      isDisabled={disabled}
      {...(label ? { 'aria-label': label } : {})}
    >
      {Icon && <Icon size={kind === 'quiet' ? 14 : 16} aria-hidden="true" />}
      {children}
    </AriaButton>
  );
}
