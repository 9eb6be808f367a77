export { useWorkbench, workbench } from './workbench';
export type { CentreView, HomePage, PanelTab, SidebarTab } from './workbench-store';
export {
  type InspectorTab,
  inspectorStore,
  showInputView,
  showInspectorTab,
} from './inspector-view';
