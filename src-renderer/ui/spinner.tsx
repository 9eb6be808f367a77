import { classNames } from './class-names';
import css from './spinner.module.css';

export interface SpinnerProps {
  readonly size?: number;
  /** What is being waited for; decoration only when absent. */
  readonly label?: string;
  readonly className?: string | undefined;
}

export function Spinner({ size = 14, label, className }: SpinnerProps) {
  return (
    <span
      className={classNames(css.spinner, className)}
      style={{ width: size, height: size }}
      {...(label ? { role: 'status', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
