import { useReactFlow, useStore as useFlow } from '@xyflow/react';
import { type PointerEvent, memo, useMemo, type WheelEvent } from 'react';
import { useStore } from 'zustand';
import { flowStore } from '../flow-store';
import { fromMap, mapOf, viewOnMap, type WorkflowMap } from '../model/minimap';
import css from './minimap.module.css';

const size = { width: 168, height: 112 };

/** The whole workflow, with a frame around what is in view: click or drag to go there. */
export function Minimap() {
  const nodes = useStore(flowStore, (state) => state.resting);
  const map = useMemo(() => mapOf(nodes, size), [nodes]);
  const { setCenter, getZoom, zoomTo } = useReactFlow();
  if (!map) return null;

  function goTo(event: PointerEvent<HTMLDivElement>): void {
    if (!map) return;
    const area = event.currentTarget.getBoundingClientRect();
    const point = { x: event.clientX - area.left, y: event.clientY - area.top };
    const { x, y } = fromMap(map, point);
    void setCenter(x, y, { zoom: getZoom() });
  }

  function zoom(event: WheelEvent): void {
    void zoomTo(getZoom() * 2 ** (-event.deltaY / 300));
  }

  return (
    <div
      className={css.map}
      role="img"
      aria-label="Minimap"
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) goTo(event);
      }}
      onWheel={zoom}
      onDoubleClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Shapes map={map} />
      <Frame map={map} />
    </div>
  );
}

interface MapProps {
  readonly map: WorkflowMap;
}

const Shapes = memo(function Shapes({ map }: MapProps) {
  return (
    <svg className={css.shapes} {...size} aria-hidden>
      {[...map.paths].map(([shape, d]) => (
        <path key={shape} d={d} className={css[shape]} />
      ))}
    </svg>
  );
});

/** It moves on a layer of its own, so that the shapes below are not painted anew. */
function Frame({ map }: MapProps) {
  const transform = useFlow((state) => state.transform);
  const width = useFlow((state) => state.width);
  const height = useFlow((state) => state.height);
  const box = viewOnMap(map, transform, { width, height });
  return (
    <div
      className={css.frame}
      style={{
        width: box.width,
        height: box.height,
        transform: `translate(${box.x}px, ${box.y}px)`,
      }}
    />
  );
}
