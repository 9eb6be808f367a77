import { ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react';
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { mountCanvas, useCanvas } from './canvas-store';
import { useEditable } from './document-view';
import { ArrowMarker } from './edges/arrow-marker';
import { OverviewWires } from './edges/overview-wires';
import { HeldWire } from './edges/held-wire';
import { Wire } from './edges/wire';
import { flowStore } from './flow-store';
import { foldGroup } from './folding';
import { trackPointer } from './fragments';
import {
  endConnecting,
  finishConnection,
  finishMove,
  mayConnect,
  startConnecting,
  startMoving,
} from './gestures/connect';
import {
  continueDrag,
  continueSelectionDrag,
  endDrag,
  endSelectionDrag,
  startNodeDrag,
  startSelectionDrag,
} from './gestures/drag';
import { dropFromPalette, overWithPalette } from './gestures/palette-drop';
import { openMenuByKey, openMenuForEdge, openMenuForNode, openMenuForPane } from './gestures/menu';
import { selectClicked } from './gestures/select';
import { useMarquee } from './gestures/use-marquee';
import { useSnapSuspended } from './gestures/use-snap-suspended';
import { CanvasMenu } from './menus/canvas-menu';
import { GroupFrames } from './groups/group-frames';
import { ContainerNodeView } from './nodes/container-node';
import { GroupNodeView } from './nodes/group-node';
import { NoteNodeView } from './nodes/note-node';
import { StepNodeView } from './nodes/step-node';
import { calledBy, openCalled } from './open-called';
import { openDetails } from './open-details';
import { openPaletteAt } from './open-palette';
import { Breadcrumb } from './overlays/breadcrumb';
import { CanvasControls } from './overlays/canvas-controls';
import { DotGrid } from './overlays/dot-grid';
import { EmptyCanvas } from './overlays/empty-canvas';
import { MockDialog } from './overlays/mock-dialog';
import { FindBar } from './overlays/find-bar';
import { Guides } from './overlays/guides';
import { PauseChevrons } from './overlays/pause-chevron';
import { PaletteDock } from './palette/palette-dock';
import { StepPalette } from './palette/step-palette';
import { ExtractDialog } from './refactor/extract-dialog';
import { useDetail } from './use-detail';
import { useSteadyMiddle } from './use-steady-middle';
import { useDocumentFlow } from './use-document-flow';
import { useKnownSizes } from './use-known-sizes';
import { useActive } from './use-active';
import { useMoving } from './use-moving';
import { useViewportMemory } from './use-viewport-memory';
import { useSettings } from '../settings';
import { type CanvasNode, isGroupNode, type WireEdge } from './model/canvas-node';
import { grid } from './model/geometry';
import css from './canvas.module.css';

// Outside the component: React Flow mounts everything anew when these change identity.
const nodeTypes = {
  step: StepNodeView,
  unknown: StepNodeView,
  container: ContainerNodeView,
  note: NoteNodeView,
  folded: GroupNodeView,
};
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [grid, grid];
const middleButton = [1];
const addKeys = ['Shift', 'Meta', 'Control'];
const hideAttribution = { hideAttribution: true };
const minZoom = 0.08;
const noEdges: WireEdge[] = [];
/** Zoomed out with more wires than this, all are one shape: each costs more than it shows. */
const overviewFrom = 300;
const maxZoom = 2.5;

/**
 * Composes the canvas; what gestures do is in gestures/, what commands do in commands/. All
 * handlers keep their identity: React Flow stores each one that changed and wakes every node and
 * wire for it, in each frame of a drag.
 */
export function CanvasSurface() {
  const root = useRef<HTMLDivElement>(null);
  const instance = useReactFlow<CanvasNode, WireEdge>();
  const nodes = useStore(flowStore, (state) => state.nodes);
  const edges = useStore(flowStore, (state) => state.edges);
  const compact = useCanvas((state) => state.detail !== 'full');
  const overview = compact && edges.length > overviewFrom;
  const connecting = useCanvas((state) => state.connecting !== null);
  const active = useActive();
  const editable = useEditable();
  const snapSuspended = useSnapSuspended();
  const wheelZooms = useSettings(readWheelZooms);
  const marquee = useMarquee();
  useKnownSizes();
  useDocumentFlow();
  useDetail(root);
  useSteadyMiddle(root);
  const moving = useMoving(root, useViewportMemory(root));

  useEffect(() => {
    if (root.current) mountCanvas({ instance, root: root.current });
    return () => mountCanvas(null);
  }, [instance]);

  return (
    <div
      ref={root}
      className={css.root}
      role="application"
      aria-label="Workflow canvas"
      aria-activedescendant={active}
      tabIndex={0}
      data-shortcut-scope="canvas"
      data-connecting={connecting ? '' : undefined}
      onPointerDownCapture={takeFocus}
      onPointerMove={(event) => trackPointer({ x: event.clientX, y: event.clientY })}
      onPointerLeave={() => trackPointer(null)}
      onDoubleClick={addAtDoubleClick}
      onContextMenu={openMenuByKey}
      onDragOver={overWithPalette}
      onDrop={dropFromPalette}
    >
      <ArrowMarker />
      <ReactFlow<CanvasNode, WireEdge>
        nodes={nodes}
        edges={overview ? noEdges : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        connectionLineComponent={HeldWire}
        onNodesChange={marquee.takeNodeChanges}
        onEdgesChange={marquee.takeEdgeChanges}
        onSelectionStart={marquee.start}
        onSelectionEnd={marquee.end}
        onNodeDragStart={startNodeDrag}
        onNodeDrag={continueDrag}
        onNodeDragStop={endDrag}
        onSelectionDragStart={startSelectionDrag}
        onSelectionDrag={continueSelectionDrag}
        onSelectionDragStop={endSelectionDrag}
        onConnectStart={startConnecting}
        onConnect={finishConnection}
        onConnectEnd={endConnecting}
        isValidConnection={mayConnect}
        onReconnectStart={startMoving}
        onReconnect={finishMove}
        onNodeClick={selectClicked}
        onNodeDoubleClick={openNode}
        onNodeContextMenu={openMenuForNode}
        onEdgeContextMenu={openMenuForEdge}
        onPaneContextMenu={openMenuForPane}
        onMoveStart={moving.start}
        onMoveEnd={moving.end}
        onlyRenderVisibleElements
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        nodesDraggable={editable}
        nodesConnectable={editable && !compact}
        edgesReconnectable={editable && !compact}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={addKeys}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={middleButton}
        panActivationKeyCode="Space"
        panOnScroll={!wheelZooms}
        zoomOnScroll={wheelZooms}
        zoomOnDoubleClick={false}
        minZoom={minZoom}
        maxZoom={maxZoom}
        snapToGrid={!snapSuspended}
        snapGrid={snapGrid}
        nodeDragThreshold={3}
        connectionRadius={24}
        reconnectRadius={9}
        elevateNodesOnSelect={false}
        proOptions={hideAttribution}
      >
        {!compact && <DotGrid />}
        {overview && <OverviewWires nodes={nodes} edges={edges} />}
        <GroupFrames />
        <Guides />
        <PauseChevrons />
      </ReactFlow>
      <Breadcrumb />
      <EmptyCanvas />
      <PaletteDock />
      <CanvasControls />
      <FindBar />
      <StepPalette />
      <CanvasMenu />
      <ExtractDialog />
      <MockDialog />
    </div>
  );
}

function readWheelZooms(settings: { readonly wheelZooms: boolean }): boolean {
  return settings.wheelZooms;
}

/** A folded group opens, a step shows its details; with Ctrl, the workflow that it runs, in a tab. */
function openNode(event: MouseEvent, node: CanvasNode): void {
  if (isGroupNode(node)) foldGroup(node.data.group, false);
  else if ((event.ctrlKey || event.metaKey) && calledBy(node.id) !== undefined) {
    void openCalled(node.id);
  } else openDetails();
}

/** A click anywhere on the canvas gives it the keyboard, but never takes it from a field. */
function takeFocus(event: PointerEvent<HTMLDivElement>): void {
  const target = event.target as Element;
  if (target.closest('input, textarea, button, [contenteditable], [role=dialog]')) return;
  event.currentTarget.focus({ preventScroll: true });
}

function addAtDoubleClick(event: MouseEvent): void {
  const target = event.target as Element;
  if (target.classList.contains('react-flow__pane')) {
    openPaletteAt({ x: event.clientX, y: event.clientY });
  }
}
