import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentPropsWithRef } from 'react';
import { classNames } from './class-names';
import controlCss from './control.module.css';
import css from './text-area.module.css';

export interface TextAreaProps extends Omit<
  ComponentPropsWithRef<'textarea'>,
  'value' | 'defaultValue'
> {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly label?: string;
  readonly invalid?: boolean;
  readonly mono?: boolean;
}

/** Several lines; grows with its text up to ten lines. */
export function TextArea({
  value,
  onValueChange,
  label,
  invalid = false,
  mono = false,
  className,
  ...rest
}: TextAreaProps) {
  return (
    <BaseField.Control
      value={value}
      onValueChange={(next) => onValueChange(String(next))}
      aria-label={label}
      aria-invalid={invalid || undefined}
      className={classNames(controlCss.control, css.area, mono && controlCss.mono, className)}
      render={<textarea rows={2} spellCheck={false} {...rest} />}
    />
  );
}
