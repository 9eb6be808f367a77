import { X } from 'lucide-react';
import { DebugConsole } from '../../features/debugger/index';
import { ProblemsPanel } from '../../features/problems/index';
import { LogPanel, RunTreePanel } from '../../features/runs/index';
import { TimePanel } from '../../features/time/index';
import { ReferencesPanel } from '../../features/types/index';
import { type PanelTab, useWorkbench, workbench } from '../../features/workbench/index';
import { ErrorBoundary } from '../../ui/error-boundary';
import { IconButton } from '../../ui/icon-button';
import { type TabItem, Tabs } from '../../ui/tabs';
import { DataPanel } from './data-panel';
import { ProblemBadge } from './problem-badge';

const tabs: readonly TabItem[] = [
  { value: 'problems', label: 'Problems', badge: <ProblemBadge />, content: <ProblemsPanel /> },
  { value: 'references', label: 'References', content: <ReferencesPanel /> },
  { value: 'data', label: 'Data', content: <DataPanel /> },
  { value: 'steps', label: 'Steps', content: <RunTreePanel /> },
  { value: 'timeline', label: 'Timeline', content: <TimePanel /> },
  { value: 'console', label: 'Debug console', content: <DebugConsole /> },
  { value: 'log', label: 'Log', content: <LogPanel /> },
].map((tab) => ({
  ...tab,
  content: <ErrorBoundary name={tab.label}>{tab.content}</ErrorBoundary>,
}));

/** What a run gave and what is wrong: below the canvas, as in VS Code. */
export function BottomPanel() {
  const tab = useWorkbench((state) => state.panelTab);
  return (
    <Tabs
      label="Panel"
      value={tab}
      onValueChange={(value) => workbench.showPanel(value as PanelTab)}
      tabs={tabs}
      actions={
        <IconButton
          label="Close panel"
          command="view.togglePanel"
          size="sm"
          tooltipSide="top"
          onClick={() => workbench.setOpen('panelOpen', false)}
        >
          <X />
        </IconButton>
      }
    />
  );
}
