import { Field as BaseField } from '@base-ui/react/field';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { CodeText } from './code-text';
import css from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** One sentence under the control. */
  readonly help?: ReactNode;
  /** What is wrong and what to do; takes the place of the help. */
  readonly error?: ReactNode;
  /** Whether the value cannot stand as it is; a mere hint may be no reason. Follows `error`. */
  readonly invalid?: boolean;
  /** A control beside the label, e.g. the switch to an expression. */
  readonly action?: ReactNode;
  readonly required?: boolean;
  /** For a control made of several (a list, an editor): names the group instead of one input. */
  readonly group?: boolean;
  /** Label and control side by side, for switches. */
  readonly inline?: boolean;
  readonly children: ReactNode;
}

export function Field({
  label,
  help,
  error,
  invalid = error !== undefined && error !== null && error !== false,
  action,
  required = false,
  group = false,
  inline = false,
  children,
}: FieldProps) {
  const labelId = useId();
  const name = (
    <>
      {label}
      {required && (
        <span className={css.required} title="Required">
          {' '}
          *
        </span>
      )}
    </>
  );
  return (
    <BaseField.Root
      invalid={invalid}
      className={classNames(css.field, inline && css.inline)}
      {...(group && { role: 'group', 'aria-labelledby': labelId })}
    >
      <div className={css.top}>
        {group ? (
          <span id={labelId} className={css.label}>
            {name}
          </span>
        ) : (
          <BaseField.Label className={css.label}>{name}</BaseField.Label>
        )}
        {action}
      </div>
      {children}
      {error ? (
        <BaseField.Error match className={css.error}>
          {error}
        </BaseField.Error>
      ) : (
        help && (
          <BaseField.Description className={css.help}>
            {typeof help === 'string' ? <CodeText>{help}</CodeText> : help}
          </BaseField.Description>
        )
      )}
    </BaseField.Root>
  );
}
