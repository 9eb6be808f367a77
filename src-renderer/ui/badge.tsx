import type { ReactNode } from 'react';
import { classNames } from './class-names';
import css from './badge.module.css';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'error';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  /** The exact meaning, on hover. */
  readonly title?: string;
  readonly children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, title, children }: BadgeProps) {
  return (
    <span className={classNames(css.badge, css[tone])} title={title}>
      {icon}
      {children}
    </span>
  );
}
