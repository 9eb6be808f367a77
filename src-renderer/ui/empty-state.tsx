import type { ReactNode } from 'react';
import { classNames } from './class-names';
import css from './empty-state.module.css';

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What belongs here and how it gets here. */
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** For small panels. */
  readonly compact?: boolean;
}

export function EmptyState({
  icon,
  title,
  description,
  actions,
  compact = false,
}: EmptyStateProps) {
  return (
    <div className={classNames(css.empty, compact && css.compact)}>
      {icon && <span className={css.icon}>{icon}</span>}
      <p className={css.title}>{title}</p>
      {description && <p className={css.description}>{description}</p>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}
