import { IconButton } from '../../../ui/icon-button';
import css from './expression-toggle.module.css';

export interface ExpressionToggleProps {
  readonly on: boolean;
  readonly disabled: boolean;
  readonly onToggle: () => void;
}

/** Switches a setting between a fixed value and an expression. */
export function ExpressionToggle({ on, disabled, onToggle }: ExpressionToggleProps) {
  return (
    <IconButton
      label={on ? 'Use a fixed value' : 'Use an expression'}
      shortcut={on ? undefined : '='}
      size="sm"
      pressed={on}
      disabled={disabled}
      onClick={onToggle}
      className={css.toggle}
    >
      <span aria-hidden className={css.sign}>
        fx
      </span>
    </IconButton>
  );
}
