import type { ReactNode } from 'react';
import { DebugSideBar } from '../../features/debugger/index';
import { LibraryPanel } from '../../features/library/index';
import { SearchPanel } from '../../features/search/index';
import { type SidebarTab, useWorkbench } from '../../features/workbench/index';
import { PanelHeader } from '../../ui/panel-header';
import { activities, sidePanelId } from './activity-bar';
import { Outline } from './outline';
import css from './workflow-screen.module.css';

const contents: Readonly<Record<SidebarTab, ReactNode>> = {
  outline: <Outline />,
  search: <SearchPanel />,
  debug: <DebugSideBar />,
  library: <LibraryPanel />,
};

/** The left side bar: the open workflow's steps, a search, the debugger or the other workflows. */
export function SideBar() {
  const tab = useWorkbench((state) => state.sidebarTab);
  const label = activities.find((activity) => activity.tab === tab)?.label ?? '';
  return (
    <>
      <PanelHeader title={label} />
      <div id={sidePanelId} role="tabpanel" aria-label={label} className={css.sidePanel}>
        {contents[tab]}
      </div>
    </>
  );
}
