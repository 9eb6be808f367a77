import { PanelBottom, PanelLeft, PanelRight } from 'lucide-react';
import { useWorkbench, workbench } from '../../features/workbench/index';
import { IconButton } from '../../ui/icon-button';

/** Opens and closes the parts around the canvas. */
export function LayoutToggles() {
  const sidebarOpen = useWorkbench((state) => state.sidebarOpen);
  const panelOpen = useWorkbench((state) => state.panelOpen);
  const inspectorOpen = useWorkbench((state) => state.inspectorOpen);
  return (
    <>
      <IconButton
        label="Side bar"
        command="view.toggleSidebar"
        pressed={sidebarOpen}
        onClick={() => workbench.toggle('sidebarOpen')}
      >
        <PanelLeft />
      </IconButton>
      <IconButton
        label="Bottom panel"
        command="view.togglePanel"
        pressed={panelOpen}
        onClick={() => workbench.toggle('panelOpen')}
      >
        <PanelBottom />
      </IconButton>
      <IconButton
        label="Inspector"
        command="view.toggleInspector"
        pressed={inspectorOpen}
        onClick={() => workbench.toggle('inspectorOpen')}
      >
        <PanelRight />
      </IconButton>
    </>
  );
}
