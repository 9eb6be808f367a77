import type { ReactNode } from 'react';
import css from './top-bar.module.css';

export interface TopBarProps {
  readonly start: ReactNode;
  readonly middle?: ReactNode;
  readonly end: ReactNode;
}

/** The 40-pixel bar on top of both screens: where one is, what runs, how it is looked at. */
export function TopBar({ start, middle, end }: TopBarProps) {
  return (
    <header className={css.bar}>
      <div className={css.start}>{start}</div>
      <div className={css.middle}>{middle}</div>
      <div className={css.end}>{end}</div>
    </header>
  );
}
