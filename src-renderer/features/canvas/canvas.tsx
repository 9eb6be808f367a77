import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { CanvasSurface } from './canvas-surface';

/** The workflow, drawn. It shows the open document and turns gestures into edits of it. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasSurface />
    </ReactFlowProvider>
  );
}
