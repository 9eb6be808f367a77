import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown } from 'lucide-react';
import { classNames } from './class-names';
import controlCss from './control.module.css';
import menuCss from './menu.module.css';
import type { SelectOption } from './select';
import css from './combobox.module.css';

export interface ComboboxProps<Value extends string> {
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value | null) => void;
  readonly label?: string;
  readonly placeholder?: string;
  readonly emptyText?: string;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
}

/** A select that is searched by typing. */
export function Combobox<Value extends string>({
  value,
  options,
  onValueChange,
  label,
  placeholder,
  emptyText = 'Nothing found',
  disabled = false,
  className,
}: ComboboxProps<Value>) {
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <BaseCombobox.Root
      items={options}
      value={chosen}
      disabled={disabled}
      onValueChange={(next) => onValueChange(next?.value ?? null)}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
    >
      <BaseCombobox.InputGroup className={classNames(controlCss.control, css.group, className)}>
        <BaseCombobox.Input className={css.input} aria-label={label} placeholder={placeholder} />
        <BaseCombobox.Trigger className={css.trigger} aria-label="Show all">
          <ChevronsUpDown />
        </BaseCombobox.Trigger>
      </BaseCombobox.InputGroup>
      <BaseCombobox.Portal>
        <BaseCombobox.Positioner className={menuCss.positioner} sideOffset={4}>
          <BaseCombobox.Popup className={classNames(menuCss.popup, css.popup)}>
            <BaseCombobox.Empty className={css.empty}>{emptyText}</BaseCombobox.Empty>
            <BaseCombobox.List>
              {(option: SelectOption<Value>) => (
                <BaseCombobox.Item
                  key={option.value}
                  value={option}
                  className={classNames(menuCss.item, css.item)}
                >
                  <span className={css.check}>
                    <BaseCombobox.ItemIndicator>
                      <Check />
                    </BaseCombobox.ItemIndicator>
                  </span>
                  {option.icon && <span className={menuCss.icon}>{option.icon}</span>}
                  <span className={menuCss.label}>
                    {option.label}
                    {option.description && (
                      <span className={css.description}>{option.description}</span>
                    )}
                  </span>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  );
}
