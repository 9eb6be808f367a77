import { DebugSideBar } from '../../features/debugger/index';
import { LibraryPanel } from '../../features/library/index';
import { type SidebarTab, useWorkbench, workbench } from '../../features/workbench/index';
import { Tabs } from '../../ui/tabs';
import { Outline } from './outline';

/** The left side bar: the open workflow's steps, or the other workflows. */
export function SideBar() {
  const tab = useWorkbench((state) => state.sidebarTab);
  return (
    <Tabs
      label="Side bar"
      value={tab}
      onValueChange={(value) => workbench.showSidebar(value as SidebarTab)}
      tabs={[
        { value: 'outline', label: 'Outline', content: <Outline /> },
        { value: 'debug', label: 'Run and debug', content: <DebugSideBar /> },
        { value: 'library', label: 'Library', content: <LibraryPanel /> },
      ]}
    />
  );
}
