import type { ReactNode } from 'react';
import css from './panel-header.module.css';

export interface PanelHeaderProps {
  readonly title: string;
  readonly badge?: ReactNode;
  /** Small icon buttons at the end. */
  readonly actions?: ReactNode;
}

/** The one-line head that every side panel has. */
export function PanelHeader({ title, badge, actions }: PanelHeaderProps) {
  return (
    <header className={css.header}>
      <h2 className={css.title}>{title}</h2>
      {badge}
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  );
}
