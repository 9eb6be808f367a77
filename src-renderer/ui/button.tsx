import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';
import { Spinner } from './spinner';
import css from './button.module.css';

export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  /** One `primary` per view: the thing people came to do. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  readonly size?: 'sm' | 'md';
  /** A 14-pixel icon before the words. */
  readonly icon?: ReactNode;
  /** Shows that it is at work and refuses another press. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  busy = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      disabled={disabled === true || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={classNames(css.button, css[variant], css[size], className)}
    >
      {busy ? <Spinner /> : icon}
      <span className={css.label}>{children}</span>
    </BaseButton>
  );
}
