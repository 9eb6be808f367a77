import type { Connection, FinalConnectionState, OnConnectStartParams } from '@xyflow/react';
import { announce } from '../../../ui/announcer';
import { canvasStore } from '../canvas-store';
import { isEditable } from '../document-view';
import { connect, disconnect, reconnect } from '../edits';
import {
  blockedTargets,
  type Candidate,
  connectionProblem,
  type PortRef,
} from '../model/connection-rules';
import { innerEnd } from '../model/folded-groups';
import { openPalette, toCanvas } from '../open-palette';
import { currentIndex, sectionOf, stepPorts } from '../view';
import type { StepId } from '@shared/workflow/model';
import type { WireEdge } from '../model/canvas-node';

// Drawing, moving and dropping wires.

/** The wire whose end is in the hand; set just before React Flow reports the start. */
let moving: string | undefined;

export function startMoving(_event: unknown, edge: WireEdge): void {
  moving = edge.id;
}

export function startConnecting(_event: unknown, params: OnConnectStartParams): void {
  if (!isEditable() || params.nodeId === null || params.handleId === null) return;
  const held = endAt(params.nodeId, params.handleId);
  const side = params.handleType === 'target' ? 'input' : 'output';
  const blocked = blockedTargets(
    currentIndex(),
    stepPorts,
    held,
    side === 'output' ? 'downstream' : 'upstream',
    moving,
    sectionOf,
  );
  canvasStore.setState({ connecting: { held, side, blocked, ...(moving ? { moving } : {}) } });
}

/** Asked by React Flow for the port under the pointer. */
export function mayConnect(connection: Connection | WireEdge): boolean {
  const candidate = toCandidate(connection);
  return candidate !== undefined && problemOf(candidate) === undefined;
}

export function finishConnection(connection: Connection): void {
  const candidate = toCandidate(connection);
  if (candidate && problemOf(candidate) === undefined) connect(candidate);
}

export function finishMove(edge: WireEdge, connection: Connection): void {
  const candidate = toCandidate(connection);
  const same =
    edge.source === connection.source &&
    edge.sourceHandle === connection.sourceHandle &&
    edge.target === connection.target &&
    edge.targetHandle === connection.targetHandle;
  if (candidate && !same) reconnect(edge.id, candidate);
}

/** The wire was let go of; over a port React Flow has connected it already. */
export function endConnecting(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  const { connecting } = canvasStore.getState();
  canvasStore.setState({ connecting: null });
  const moved = moving;
  moving = undefined;
  if (!connecting || state.isValid) return;
  const client =
    'clientX' in event
      ? { x: event.clientX, y: event.clientY }
      : { x: event.changedTouches[0]?.clientX ?? 0, y: event.changedTouches[0]?.clientY ?? 0 };
  const under = stepUnder(client.x, client.y);
  if (under !== undefined) {
    connectToStep(connecting.held, connecting.side, under, moved);
    return;
  }
  if (moved !== undefined) {
    disconnect([moved]);
    return;
  }
  const place = toCanvas(client);
  if (!place || !overCanvas(client.x, client.y)) return;
  openPalette({ at: client, place, held: { port: connecting.held, side: connecting.side } });
}

/** Dropped on a step's body: its first port is meant. */
function connectToStep(
  held: { readonly step: StepId; readonly port: string },
  side: 'input' | 'output',
  other: StepId,
  moved: string | undefined,
): void {
  if (other === held.step) return;
  const ports = stepPorts(other);
  const port = (side === 'output' ? ports?.inputs : ports?.outputs)?.[0];
  const end = { step: other, port: port?.name ?? '' };
  const candidate = side === 'output' ? { from: held, to: end } : { from: end, to: held };
  const problem = connectionProblem(currentIndex(), stepPorts, candidate, moved, sectionOf);
  if (problem !== undefined) {
    announce(problem);
    return;
  }
  if (moved === undefined) connect(candidate);
  else reconnect(moved, candidate);
}

function stepUnder(x: number, y: number): StepId | undefined {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-step-id]');
  return element?.dataset['stepId'];
}

function overCanvas(x: number, y: number): boolean {
  return document.elementFromPoint(x, y)?.closest('.react-flow__pane') !== null;
}

function problemOf(candidate: Candidate): string | undefined {
  return connectionProblem(
    currentIndex(),
    stepPorts,
    candidate,
    canvasStore.getState().connecting?.moving,
    sectionOf,
  );
}

function toCandidate(connection: Connection | WireEdge): Candidate | undefined {
  const { source, sourceHandle, target, targetHandle } = connection;
  if (!source || !target || !sourceHandle || !targetHandle) return undefined;
  return { from: endAt(source, sourceHandle), to: endAt(target, targetHandle) };
}

/** A port of a folded group stands for one of a step in it. */
function endAt(node: string, port: string): PortRef {
  return currentIndex().steps.has(node) ? { step: node, port } : innerEnd(port);
}
