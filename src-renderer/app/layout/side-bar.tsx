import { ChartColumn, FilePlus2, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { DebugSideBar } from '../../features/debugger/index';
import { LibraryPanel } from '../../features/library/index';
import { RunPanel } from '../../features/run-list/index';
import { SearchPanel } from '../../features/search/index';
import { type SidebarTab, useWorkbench } from '../../features/workbench/index';
import { IconButton } from '../../ui/icon-button';
import { PanelHeader } from '../../ui/panel-header';
import { commands } from '../commands/commands';
import { activities, sidePanelId } from './activity-bar';
import { Outline } from './outline';
import css from './workflow-screen.module.css';

const contents: Readonly<Record<SidebarTab, ReactNode>> = {
  library: <LibraryPanel />,
  search: <SearchPanel />,
  debug: <DebugSideBar />,
  runs: <RunPanel />,
  outline: <Outline />,
};

/** What belongs to all of a panel stands in its head. */
const actions: Readonly<Partial<Record<SidebarTab, ReactNode>>> = {
  library: (
    <>
      <Action command="library.new" label="New workflow" icon={<FilePlus2 />} />
      <Action command="library.open" label="Open file…" icon={<FolderOpen />} />
    </>
  ),
  runs: <Action command="runs.ofWorkflow" label="Statistics and charts" icon={<ChartColumn />} />,
};

interface ActionProps {
  readonly command: string;
  readonly label: string;
  readonly icon: ReactNode;
}

function Action({ command, label, icon }: ActionProps) {
  return (
    <IconButton label={label} command={command} size="sm" onClick={() => commands.run(command)}>
      {icon}
    </IconButton>
  );
}

/** The left side bar: other workflows, a search, the debugger, the runs, or the workflow's own steps. */
export function SideBar() {
  const tab = useWorkbench((state) => state.sidebarTab);
  const label = activities.find((activity) => activity.tab === tab)?.label ?? '';
  return (
    <>
      <PanelHeader title={label} actions={actions[tab]} />
      <div id={sidePanelId} role="tabpanel" aria-label={label} className={css.sidePanel}>
        {contents[tab]}
      </div>
    </>
  );
}
