import type { ReactNode } from 'react';
import css from './banner.module.css';

export interface BannerProps {
  readonly tone: 'info' | 'warning' | 'error';
  readonly icon: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One line across the top of the workflow that wants a decision, or explains a state. */
export function Banner({ tone, icon, actions, children }: BannerProps) {
  return (
    <div role="status" className={css.banner} data-tone={tone}>
      <span className={css.icon}>{icon}</span>
      <p className={css.text}>{children}</p>
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}
