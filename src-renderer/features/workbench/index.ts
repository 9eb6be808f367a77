export { useWorkbench, workbench } from './workbench';
export type {
  CentreView,
  PanelTab,
  Screen,
  SidebarTab,
  TogglePart,
  WorkbenchState,
} from './workbench-store';
