import type { ReactNode } from 'react';
import { classNames } from './class-names';
import css from './nav-item.module.css';

export interface NavItemProps {
  readonly icon: ReactNode;
  readonly current: boolean;
  readonly count?: number | undefined;
  /** In a tree: how far it is indented. */
  readonly depth?: number;
  /** Something that it takes is dragged over it. */
  readonly over?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

/** One way in a list of places. */
export function NavItem({
  icon,
  current,
  count = 0,
  depth = 0,
  over = false,
  onSelect,
  children,
}: NavItemProps) {
  return (
    <button
      type="button"
      className={classNames(css.item, current && css.current, over && css.over)}
      style={{ paddingInlineStart: `${8 + depth * 14}px` }}
      aria-current={current ? 'page' : undefined}
      onClick={onSelect}
    >
      {icon}
      <span className={css.name}>{children}</span>
      {count > 0 && <span className={css.count}>{count}</span>}
    </button>
  );
}
