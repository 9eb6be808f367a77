import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { FocusEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import css from './tabs.module.css';

export interface TabItem {
  readonly value: string;
  readonly label: string;
  /** A count or a dot beside the label. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly tabs: readonly TabItem[];
  /** Controls at the end of the tab row. */
  readonly actions?: ReactNode;
  readonly label: string;
  readonly className?: string | undefined;
}

/** Tabs that fill their container; only the chosen panel is mounted. */
export function Tabs({ value, onValueChange, tabs, actions, label, className }: TabsProps) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next) => {
        if (typeof next === 'string') onValueChange(next);
      }}
      className={classNames(css.root, className)}
    >
      <div className={css.bar}>
        <BaseTabs.List className={css.list} aria-label={label}>
          {tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.value}
              value={tab.value}
              className={css.tab}
              onFocus={(event) => {
                // Arrows choose as they move. Focus that comes back from a dialog must not: what the
                // dialog did may have shown another tab meanwhile.
                if (cameFromSibling(event)) onValueChange(tab.value);
              }}
            >
              {tab.label}
              {tab.badge}
            </BaseTabs.Tab>
          ))}
          <BaseTabs.Indicator className={css.indicator} />
        </BaseTabs.List>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {tabs.map((tab) => (
        // What is inside takes the keyboard; the panel itself is no stop on the way.
        <BaseTabs.Panel key={tab.value} value={tab.value} tabIndex={-1} className={css.panel}>
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}

function cameFromSibling({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return (
    relatedTarget instanceof Node && currentTarget.parentElement?.contains(relatedTarget) === true
  );
}
