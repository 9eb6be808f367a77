import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import fieldCss from './control.module.css';
import menuCss from './menu.module.css';
import css from './select.module.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
}

export interface SelectProps<Value extends string> {
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value) => void;
  /** Its name, when no `Field` around it gives one. */
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly size?: 'sm' | 'md';
  readonly className?: string | undefined;
}

export function Select<Value extends string>({
  value,
  options,
  onValueChange,
  label,
  placeholder = 'Choose…',
  disabled = false,
  size = 'md',
  className,
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      value={value}
      items={options}
      disabled={disabled}
      modal={false}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={classNames(
          fieldCss.control,
          css.trigger,
          size === 'sm' && fieldCss.sm,
          className,
        )}
      >
        <BaseSelect.Value className={css.value} placeholder={placeholder} />
        <BaseSelect.Icon className={css.icon}>
          <ChevronsUpDown />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className={menuCss.positioner}
          sideOffset={4}
          alignItemWithTrigger={false}
        >
          <BaseSelect.Popup className={classNames(menuCss.popup, css.popup)}>
            {options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                className={classNames(menuCss.item, css.item)}
              >
                <span className={css.check}>
                  <BaseSelect.ItemIndicator>
                    <Check />
                  </BaseSelect.ItemIndicator>
                </span>
                {option.icon && <span className={menuCss.icon}>{option.icon}</span>}
                <span className={menuCss.label}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  {option.description && (
                    <span className={css.description}>{option.description}</span>
                  )}
                </span>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
