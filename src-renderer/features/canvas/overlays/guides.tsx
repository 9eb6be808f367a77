import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from '../canvas-store';
import css from './guides.module.css';

/** Lines that show what a dragged step lines up with, and where Alt-drag leaves the originals. */
export function Guides() {
  const guides = useCanvas((state) => state.guides);
  const ghosts = useCanvas((state) => state.ghosts);
  if (guides.length === 0 && ghosts.length === 0) return null;
  return (
    <ViewportPortal>
      {ghosts.map((ghost) => (
        <div
          key={`${ghost.x},${ghost.y}`}
          className={css.ghost}
          style={{
            transform: `translate(${ghost.x}px, ${ghost.y}px)`,
            width: ghost.width,
            height: ghost.height,
          }}
        />
      ))}
      {guides.map((guide) => (
        <div
          key={`${guide.axis}${guide.at}`}
          className={guide.axis === 'x' ? css.vertical : css.horizontal}
          style={
            guide.axis === 'x'
              ? {
                  transform: `translate(${guide.at}px, ${guide.from}px)`,
                  height: guide.to - guide.from,
                }
              : {
                  transform: `translate(${guide.from}px, ${guide.at}px)`,
                  width: guide.to - guide.from,
                }
          }
        />
      ))}
    </ViewportPortal>
  );
}
