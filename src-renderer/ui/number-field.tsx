import { NumberField as BaseNumberField } from '@base-ui/react/number-field';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { classNames } from './class-names';
import controlCss from './control.module.css';
import css from './number-field.module.css';

export interface NumberFieldProps {
  readonly value: number | null;
  readonly onValueChange: (value: number | null) => void;
  readonly label?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
}

const plain: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 20 };

export function NumberField({
  value,
  onValueChange,
  label,
  min,
  max,
  step = 1,
  placeholder,
  invalid = false,
  disabled = false,
  className,
}: NumberFieldProps) {
  return (
    <BaseNumberField.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      min={min}
      max={max}
      step={step}
      format={plain}
      disabled={disabled}
      className={className}
    >
      <BaseNumberField.Group
        className={classNames(controlCss.control, css.group)}
        data-invalid={invalid ? '' : undefined}
      >
        <BaseNumberField.Input
          className={css.input}
          aria-label={label}
          aria-invalid={invalid || undefined}
          placeholder={placeholder}
        />
        <span className={css.steppers}>
          <BaseNumberField.Increment className={css.stepper} aria-label="Increase">
            <ChevronUp />
          </BaseNumberField.Increment>
          <BaseNumberField.Decrement className={css.stepper} aria-label="Decrease">
            <ChevronDown />
          </BaseNumberField.Decrement>
        </span>
      </BaseNumberField.Group>
    </BaseNumberField.Root>
  );
}
