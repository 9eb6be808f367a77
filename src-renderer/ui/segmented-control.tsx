import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import css from './segmented-control.module.css';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown before the label, or instead of it with `iconOnly`. */
  readonly icon?: ReactNode;
}

export interface SegmentedControlProps<Value extends string> {
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onValueChange: (value: Value) => void;
  readonly label: string;
  readonly iconOnly?: boolean;
  readonly disabled?: boolean;
  readonly className?: string | undefined;
  /** In a dialog: the choice that holds has the keyboard first. */
  readonly autoFocus?: boolean;
}

/** Two to five choices of which exactly one holds. */
export function SegmentedControl<Value extends string>({
  value,
  segments,
  onValueChange,
  label,
  iconOnly = false,
  disabled = false,
  className,
  autoFocus = false,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup
      value={[value]}
      onValueChange={([next]) => {
        if (next !== undefined) onValueChange(next);
      }}
      disabled={disabled}
      aria-label={label}
      className={classNames(css.group, className)}
    >
      {segments.map((segment) => (
        <Toggle
          key={segment.value}
          value={segment.value}
          aria-label={segment.label}
          title={iconOnly ? segment.label : undefined}
          className={css.segment}
          {...(autoFocus && segment.value === value && { 'data-autofocus': '' })}
        >
          {segment.icon}
          {!iconOnly && segment.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
