import { StepMenuItems } from '../../features/canvas/index';
import { PointMenu } from '../../ui/point-menu';

export interface OutlineMenuPlace {
  readonly step: string;
  readonly at: { readonly x: number; readonly y: number };
}

export interface OutlineMenuProps {
  readonly place: OutlineMenuPlace | null;
  readonly onClose: () => void;
}

/** The menu that the step has on the canvas; here, too, while the source has all the room. */
export function OutlineMenu({ place, onClose }: OutlineMenuProps) {
  return (
    <PointMenu at={place?.at ?? null} onClose={onClose}>
      {place && <StepMenuItems step={place.step} />}
    </PointMenu>
  );
}
