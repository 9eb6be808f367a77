import { Activity as ActivityIcon, Bug, LibraryBig, ListTree, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { type SidebarTab, useWorkbench, workbench } from '../../features/workbench/index';
import { Tooltip } from '../../ui/tooltip';
import css from './activity-bar.module.css';

interface Activity {
  readonly tab: SidebarTab;
  readonly label: string;
  readonly icon: ReactNode;
  readonly command: string;
}

export const activities: readonly Activity[] = [
  { tab: 'library', label: 'Library', icon: <LibraryBig />, command: 'view.showLibraryPanel' },
  { tab: 'search', label: 'Search', icon: <Search />, command: 'search.show' },
  { tab: 'debug', label: 'Run and debug', icon: <Bug />, command: 'debug.showSideBar' },
  { tab: 'runs', label: 'Runs', icon: <ActivityIcon />, command: 'view.showRuns' },
  { tab: 'outline', label: 'Outline', icon: <ListTree />, command: 'view.showOutline' },
];

export const sidePanelId = 'side-panel';

/** What the side bar shows, at the very edge, there also while it is closed. */
export function ActivityBar() {
  const list = useRef<HTMLDivElement>(null);
  const open = useWorkbench((state) => state.sidebarOpen);
  const shown = useWorkbench((state) => state.sidebarTab);

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = activities.findIndex(({ tab }) => tab === shown);
    const next = activities[(at + step + activities.length) % activities.length];
    if (!next) return;
    workbench.showSidebar(next.tab);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.tab}"]`)?.focus();
  }

  return (
    <div
      ref={list}
      className={css.bar}
      role="tablist"
      aria-orientation="vertical"
      aria-label="Side bar"
      onKeyDown={onKeyDown}
    >
      {activities.map(({ tab, label, icon, command }) => {
        const current = open && tab === shown;
        return (
          <Tooltip key={tab} content={label} command={command} side="right">
            <button
              type="button"
              role="tab"
              data-tab={tab}
              className={css.tab}
              aria-label={label}
              aria-selected={current}
              aria-controls={current ? sidePanelId : undefined}
              tabIndex={tab === shown ? 0 : -1}
              // A click on what is shown already makes room, as everywhere.
              onClick={() =>
                current ? workbench.setOpen('sidebarOpen', false) : workbench.showSidebar(tab)
              }
            >
              {icon}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
