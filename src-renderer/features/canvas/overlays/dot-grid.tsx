import { useStore } from '@xyflow/react';
import css from './dot-grid.module.css';

/** Distance of the dots in canvas pixels, and their size. */
const gap = 24;
const size = 1.25;

type Transform = readonly [number, number, number];

function transformOf(state: { readonly transform: Transform }): Transform {
  return state.transform;
}

/**
 * The dots behind everything. They are painted once per zoom on a layer of their own, one step
 * larger than the canvas, and panning only moves that layer: painting them anew in each frame costs
 * more than all steps in view.
 */
export function DotGrid() {
  const [x, y, zoom] = useStore(transformOf);
  const step = gap * zoom;
  const radius = (size * zoom) / 2;
  return (
    <div
      className={css.dots}
      aria-hidden
      style={{
        inset: `-${step}px`,
        backgroundSize: `${step}px ${step}px`,
        backgroundImage: `radial-gradient(circle, var(--color-canvas-grid) ${radius}px, transparent ${radius + 0.5}px)`,
        transform: `translate(${phase(x, step)}px, ${phase(y, step)}px)`,
      }}
    />
  );
}

/** How far the layer is moved so that dots stand where the canvas has them. */
function phase(offset: number, step: number): number {
  return (((offset - step / 2) % step) + step) % step;
}
