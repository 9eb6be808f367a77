import { Input } from '@base-ui/react/input';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names';
import controlCss from './control.module.css';
import css from './text-field.module.css';

export interface TextFieldProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'defaultValue' | 'size' | 'prefix'
> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  /** Its name, when no `Field` around it gives one. */
  readonly label?: string;
  readonly invalid?: boolean;
  readonly mono?: boolean;
  readonly size?: 'sm' | 'md';
  /** An icon or word before the text. */
  readonly prefix?: ReactNode;
  /** A control or unit after the text. */
  readonly suffix?: ReactNode;
}

export function TextField({
  value,
  onValueChange,
  label,
  invalid = false,
  mono = false,
  size = 'md',
  prefix,
  suffix,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <div
      className={classNames(
        controlCss.control,
        css.box,
        size === 'sm' && controlCss.sm,
        mono && controlCss.mono,
        className,
      )}
      data-invalid={invalid ? '' : undefined}
      data-disabled={rest.disabled ? '' : undefined}
    >
      {prefix && <span className={css.affix}>{prefix}</span>}
      <Input
        {...rest}
        value={value}
        onValueChange={(next) => onValueChange(next)}
        aria-label={label}
        aria-invalid={invalid || undefined}
        spellCheck={false}
        autoComplete="off"
        className={css.input}
      />
      {suffix && <span className={css.affix}>{suffix}</span>}
    </div>
  );
}
