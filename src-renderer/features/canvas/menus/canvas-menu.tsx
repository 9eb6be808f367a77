import { PointMenu } from '../../../ui/point-menu';
import { canvasStore, useCanvas } from '../canvas-store';
import { EdgeMenuItems } from './edge-menu-items';
import { EmptyMenuItems } from './empty-menu-items';
import { GroupMenuItems } from './group-menu-items';
import { StepMenuItems } from './step-menu-items';

/** The right-click menu of whatever was hit. */
export function CanvasMenu() {
  const menu = useCanvas((state) => state.menu);
  return (
    <PointMenu at={menu?.at ?? null} onClose={() => canvasStore.setState({ menu: null })}>
      {menu?.target === 'step' && <StepMenuItems step={menu.step} />}
      {menu?.target === 'edge' && <EdgeMenuItems edge={menu.edge} at={menu.at} />}
      {menu?.target === 'group' && <GroupMenuItems group={menu.group} />}
      {menu?.target === 'empty' && <EmptyMenuItems request={menu} />}
    </PointMenu>
  );
}
