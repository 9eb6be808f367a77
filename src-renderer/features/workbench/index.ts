export { useWorkbench, workbench } from './workbench';
export type {
  CentreView,
  HomePage,
  PanelTab,
  Screen,
  SettingsPage,
  SidebarTab,
  TogglePart,
  WorkbenchState,
} from './workbench-store';
