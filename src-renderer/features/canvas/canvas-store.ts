import type { ReactFlowInstance } from '@xyflow/react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StepId } from '@shared/workflow/model';
import type { Guide } from './model/alignment';
import type { Box, Point } from './model/geometry';
import type { PortRef } from './model/connection-rules';
import type { CanvasNode, WireEdge } from './model/canvas-node';

// The canvas's own state: what is open, what gesture is going on. Never saved, never in the
// document.

/** The palette is open; what it was opened for decides where the new step goes. */
export interface PaletteRequest {
  /** Client pixels: where the popup opens. */
  readonly at: Point;
  /** Canvas pixels: where the step goes; after the selection when absent. */
  readonly place?: Point;
  /** The frame it goes into; the top level when null. */
  readonly parent?: StepId | null;
  /** The held end of a wire that was dropped on empty ground. */
  readonly held?: { readonly port: PortRef; readonly side: 'input' | 'output' };
  /** The wire it is to be inserted on. */
  readonly edge?: string;
  /** Nothing is added: this step becomes one of the chosen kind. */
  readonly replace?: StepId;
}

export type MenuRequest =
  | { readonly target: 'step'; readonly at: Point; readonly step: StepId }
  | { readonly target: 'edge'; readonly at: Point; readonly edge: string }
  | { readonly target: 'group'; readonly at: Point; readonly group: string }
  | {
      readonly target: 'empty';
      readonly at: Point;
      readonly place: Point;
      readonly parent: StepId | null;
    };

/** A wire is being dragged. */
export interface Connecting {
  readonly held: PortRef;
  readonly side: 'input' | 'output';
  /** Why a step cannot be the other end, by step. */
  readonly blocked: ReadonlyMap<StepId, string>;
  /** The wire whose end is being moved. */
  readonly moving?: string;
}

/** `compact`: an icon and a large title. `block`: only its colour and state. */
export type Detail = 'full' | 'compact' | 'block';

export interface FindState {
  readonly query: string;
  readonly matches: readonly StepId[];
  readonly at: number;
}

export type CanvasInstance = ReactFlowInstance<CanvasNode, WireEdge>;

export interface CanvasState {
  /** How much of a node can be seen at this zoom, and so is drawn. */
  readonly detail: Detail;
  readonly palette: PaletteRequest | null;
  /** The list of steps to drag from, docked at the left. */
  readonly docked: boolean;
  readonly minimap: boolean;
  readonly menu: MenuRequest | null;
  readonly renaming: StepId | null;
  readonly renamingGroup: string | null;
  /** The step whose output is being written by hand. */
  readonly mocking: StepId | null;
  readonly find: FindState | null;
  /** Steps that are to be a workflow of their own; its name is being asked for. */
  readonly extracting: readonly StepId[] | null;
  readonly connecting: Connecting | null;
  /** The wire that would take the step being dragged. */
  readonly dropEdge: string | null;
  /** The frame that would take what is being dragged from the palette. */
  readonly dropFrame: StepId | null;
  readonly guides: readonly Guide[];
  /** Where the originals stay while Alt-drag makes copies. */
  readonly ghosts: readonly Box[];
  readonly tidying: boolean;
}

export const canvasStore = createStore<CanvasState>()(() => ({
  detail: 'full',
  palette: null,
  docked: false,
  minimap: true,
  menu: null,
  renaming: null,
  renamingGroup: null,
  mocking: null,
  find: null,
  extracting: null,
  connecting: null,
  dropEdge: null,
  dropFrame: null,
  guides: [],
  ghosts: [],
  tidying: false,
}));

export function useCanvas<T>(select: (state: CanvasState) => T): T {
  return useStore(canvasStore, select);
}

/** What commands need of the mounted canvas; null while it is not on screen. */
export interface MountedCanvas {
  readonly instance: CanvasInstance;
  /** The element that has the keyboard. */
  readonly root: HTMLElement;
}

let mounted: MountedCanvas | null = null;

export function mountCanvas(canvas: MountedCanvas | null): void {
  mounted = canvas;
}

export function mountedCanvas(): MountedCanvas | null {
  return mounted;
}

/** Gives the canvas the keyboard back, e.g. after a popup closed. */
export function focusCanvas(): void {
  mounted?.root.focus({ preventScroll: true });
}
