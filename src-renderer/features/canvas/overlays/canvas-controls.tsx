import { useStore } from '@xyflow/react';
import { LayoutGrid, List, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '../../../ui/icon-button';
import { canvasStore, useCanvas } from '../canvas-store';
import { fitAll, resetZoom, zoomIn, zoomOut } from '../zoom';
import { useDocument } from '../../document';
import { useEditable } from '../document-view';
import { openPaletteForSelection } from '../open-palette';
import { tidyUp } from '../layout/tidy-up';
import { Minimap } from './minimap';
import css from './canvas-controls.module.css';

function percent(state: { readonly transform: readonly [number, number, number] }): number {
  return Math.round(state.transform[2] * 100);
}

/** Zoom, minimap, tidy and add: what one reaches for with the mouse. */
export function CanvasControls() {
  const zoom = useStore(percent);
  const minimap = useCanvas((state) => state.minimap);
  const docked = useCanvas((state) => state.docked);
  const tidying = useCanvas((state) => state.tidying);
  const editable = useEditable();
  // A map of a few steps hides more of the canvas than it tells about it.
  const large = useDocument((state) => (state.workflow?.steps.size ?? 0) > 20);
  return (
    <>
      <div className={css.left} role="toolbar" aria-label="Canvas">
        {editable && (
          <>
            <IconButton
              label="Add a step"
              command="canvas.addStep"
              tooltipSide="top"
              onClick={openPaletteForSelection}
            >
              <Plus />
            </IconButton>
            <IconButton
              label="List of steps"
              tooltipSide="top"
              pressed={docked}
              onClick={() => canvasStore.setState({ docked: !docked })}
            >
              <List />
            </IconButton>
            <IconButton
              label="Tidy up"
              command="canvas.tidyUp"
              tooltipSide="top"
              disabled={tidying}
              onClick={() => void tidyUp()}
            >
              <LayoutGrid />
            </IconButton>
            <span className={css.line} />
          </>
        )}
        <IconButton label="Zoom out" command="canvas.zoomOut" tooltipSide="top" onClick={zoomOut}>
          <Minus />
        </IconButton>
        <button
          type="button"
          className={css.percent}
          aria-label={`Zoom ${zoom} %, reset`}
          onClick={() => void resetZoom()}
        >
          {zoom} %
        </button>
        <IconButton label="Zoom in" command="canvas.zoomIn" tooltipSide="top" onClick={zoomIn}>
          <Plus />
        </IconButton>
        <IconButton
          label="Fit the workflow"
          command="canvas.fit"
          tooltipSide="top"
          onClick={fitAll}
        >
          <Maximize />
        </IconButton>
        {large && (
          <IconButton
            label="Minimap"
            tooltipSide="top"
            pressed={minimap}
            onClick={() => canvasStore.setState({ minimap: !minimap })}
          >
            <MapIcon />
          </IconButton>
        )}
      </div>
      {large && minimap && <Minimap />}
    </>
  );
}
