export { useWorkbench, workbench } from './workbench';
export type {
  CentreView,
  HomePage,
  PanelTab,
  Screen,
  SidebarTab,
  TogglePart,
  WorkbenchState,
} from './workbench-store';
