import type { StepDefinition } from '@shared/steps/define-step';
import type { StepId } from '@shared/workflow/model';
import { freeStepId } from '@shared/workflow/step-id';
import { announce } from '../../ui/announcer';
import { focusCanvas, mountedCanvas, type PaletteRequest } from './canvas-store';
import { selectedSteps } from './document-view';
import { addStep, insertOnEdge } from './edits';
import type { PlacedBox } from './model/placed-box';
import { freeBelow } from './model/auto-place';
import { type Box, type Point, type Size, snapPoint } from './model/geometry';
import {
  containerPadding,
  headerHeight,
  laneGap,
  nodeSize,
  portPoint,
  portsOf,
  roundUp,
  shapeOf,
} from './model/node-size';
import { containerFor } from './model/addable';
import { reach } from './model/graph-index';
import {
  outputFor,
  placeAfter,
  placeAround,
  placeAtWireEnd,
  roomBetween,
} from './model/place-step';
import type { StepNode } from './model/canvas-node';
import { centreOn } from './pan';
import { boxesIn, currentBoxes, currentIndex, definitionOf, nodeOf, stepPorts } from './view';

// Adds a step of a kind: at a sensible place, wired to what it was asked from, as one undo step.

interface NewBox {
  readonly definition: StepDefinition;
  readonly id: StepId;
  readonly size: Size;
}

export function insertStep(definition: StepDefinition, request: Omit<PaletteRequest, 'at'>): void {
  const fresh: NewBox = {
    definition,
    id: freeStepId(definition.kind, currentIndex().steps),
    size: nodeSize(shapeOf(definition), newPorts(definition), undefined),
  };
  const added = definition.entry
    ? addEntry(fresh, anchorOf(request))
    : request.edge
      ? addOnEdge(fresh, request.edge)
      : request.held
        ? addAtWireEnd(fresh, request.held, request.place ?? middleOfView())
        : request.place
          ? addAt(fresh, request.place, request.parent ?? null)
          : addAfterSelection(fresh);
  if (!added) return;
  announce(`Added ${definition.title}`);
  // The new node exists only after the document's change was drawn.
  requestAnimationFrame(() => {
    centreOn(fresh.id);
    focusCanvas();
  });
}

/** The step or container that says what a new step can be: where the palette was asked for. */
export function anchorOf(request: Omit<PaletteRequest, 'at'>): StepId | null {
  if (request.edge) return currentIndex().edges.get(request.edge)?.parent ?? null;
  if (request.held) return currentIndex().steps.get(request.held.port.step)?.parent ?? null;
  if (request.place) return request.parent ?? null;
  return selectedSteps().at(-1) ?? null;
}

/** A new part of a container, below all that is in it. */
function addEntry(fresh: NewBox, near: StepId | null): boolean {
  const container = containerFor(currentIndex(), fresh.definition, near);
  if (container === undefined) return false;
  const boxes = boxesIn(container);
  const bottom = Math.max(firstLane(fresh.definition), ...boxes.map((box) => box.y + box.height));
  const y = boxes.length === 0 ? bottom : bottom + laneGap;
  const box = snapPoint({ x: containerPadding.left, y: roundUp(y) });
  return addStep(newStep(fresh, box), container);
}

/** Where the first part stands in an empty container: below the room for the part it refers to. */
function firstLane({ entry }: StepDefinition): number {
  const { top } = containerPadding;
  return entry?.seesMain === true ? top + headerHeight + laneGap : top;
}

function newPorts(definition: StepDefinition) {
  return portsOf(definition, { config: definition.defaults, onError: 'fail' });
}

function newStep({ definition, id }: NewBox, box: Point) {
  return {
    id,
    kind: definition.kind,
    // A note's text says what it is.
    ...(definition.annotation ? {} : { title: freeTitle(definition.title) }),
    with: definition.defaults,
    box,
  };
}

/** `HTTP request`, then `HTTP request 2`: two steps of one title cannot be told apart. */
function freeTitle(title: string): string {
  const taken = new Set([...currentIndex().steps.values()].map(({ step }) => step.title));
  if (!taken.has(title)) return title;
  for (let count = 2; ; count += 1) {
    if (!taken.has(`${title} ${count}`)) return `${title} ${count}`;
  }
}

function addAt(fresh: NewBox, place: Point, parent: StepId | null): boolean {
  const corner = cornerOf(parent);
  const inside = { x: place.x - corner.x, y: place.y - corner.y };
  const box = placeAround(inside, fresh.size, boxesIn(parent));
  return addStep(newStep(fresh, box), parent);
}

function addAfterSelection(fresh: NewBox): boolean {
  const source = selectedSteps().at(-1) ?? onlyEnd(fresh.definition);
  const ports = source === undefined ? undefined : stepPorts(source);
  const node = source === undefined ? undefined : nodeOf(source);
  if (source === undefined || !ports || !node) return addAt(fresh, middleOfView(), null);
  const parent = node.parentId ?? null;
  const box = placeAfter(boxOf(node), fresh.size, boxesIn(parent));
  const output = outputFor(source, ports, currentIndex().outgoing.get(source) ?? []);
  const input = newPorts(fresh.definition).inputs[0];
  const edges =
    output && input && !fresh.definition.annotation
      ? [{ from: source, fromPort: output.port, to: fresh.id, toPort: input.name }]
      : [];
  return addStep(newStep(fresh, box), parent, edges);
}

/** Where a workflow obviously goes on when nothing is selected: its one step that leads nowhere. */
function onlyEnd(definition: StepDefinition): StepId | undefined {
  if (definition.annotation || definition.trigger) return undefined;
  const { children, outgoing } = currentIndex();
  const ends = (children.get(null) ?? []).filter(
    (id) => (stepPorts(id)?.outputs.length ?? 0) > 0 && (outgoing.get(id) ?? []).length === 0,
  );
  return ends.length === 1 ? ends[0] : undefined;
}

function addAtWireEnd(
  fresh: NewBox,
  held: NonNullable<PaletteRequest['held']>,
  place: Point,
): boolean {
  const parent = nodeOf(held.port.step)?.parentId ?? null;
  const corner = cornerOf(parent);
  const inside = { x: place.x - corner.x, y: place.y - corner.y };
  const ports = newPorts(fresh.definition);
  const side = held.side === 'output' ? 'input' : 'output';
  const port = (side === 'input' ? ports.inputs : ports.outputs)[0];
  if (!port) return addAt(fresh, place, parent);
  const at = portPoint(shapeOf(fresh.definition), ports, side, port.name, fresh.size);
  const wished = placeAtWireEnd(inside, fresh.size, at?.y ?? 0, side);
  const box = snapPoint(freeBelow({ ...wished, ...fresh.size }, boxesIn(parent)));
  const edge =
    held.side === 'output'
      ? { from: held.port.step, fromPort: held.port.port, to: fresh.id, toPort: port.name }
      : { from: fresh.id, fromPort: port.name, to: held.port.step, toPort: held.port.port };
  return addStep(newStep(fresh, box), parent, [edge]);
}

function addOnEdge(fresh: NewBox, edgeId: string): boolean {
  const entry = currentIndex().edges.get(edgeId);
  if (!entry) return false;
  const offered = newPorts(fresh.definition);
  const input = offered.inputs[0];
  const output = offered.outputs.find((port) => port.name !== 'error');
  const source = nodeOf(entry.edge.from);
  const target = nodeOf(entry.edge.to);
  if (!source || !target) return false;
  // A step that has no way through cannot stand on a wire; it is put beside it.
  if (!input || !output) {
    const beside = { x: source.position.x, y: source.position.y + (source.height ?? 0) + 32 };
    const free = snapPoint(freeBelow({ ...beside, ...fresh.size }, boxesIn(entry.parent)));
    return addStep(newStep(fresh, free), entry.parent);
  }
  const { place, shift } = roomBetween(boxOf(source), boxOf(target), fresh.size);
  const moved = shift === 0 ? [] : movedRight(target.id, target.position.x, shift);
  const ports = { inPort: input.name, outPort: output.name };
  return insertOnEdge(edgeId, newStep(fresh, place), ports, moved);
}

/** What follows the wire, and stands to its right, moves on to make room. */
function movedRight(first: StepId, from: number, shift: number): PlacedBox[] {
  const index = currentIndex();
  return [first, ...reach(index, first, 'downstream')].flatMap((id) => {
    const node = nodeOf(id);
    if (!node || node.position.x < from) return [];
    return [{ id, box: { x: node.position.x + shift, y: node.position.y } }];
  });
}

function boxOf(node: StepNode): Box {
  return { ...node.position, width: node.width ?? 0, height: node.height ?? 0 };
}

/** Places in the file are relative to the frame a step lies in. */
function cornerOf(parent: StepId | null): Point {
  const box = parent === null ? undefined : currentBoxes().get(parent);
  return box ?? { x: 0, y: 0 };
}

function middleOfView(): Point {
  const canvas = mountedCanvas();
  if (!canvas) return { x: 0, y: 0 };
  const area = canvas.root.getBoundingClientRect();
  return canvas.instance.screenToFlowPosition(
    { x: area.left + area.width / 2, y: area.top + area.height / 2 },
    { snapToGrid: false },
  );
}

/** Whether a step of this id can be put on a wire, and with which ports. */
export function throughPorts(id: StepId): { inPort: string; outPort: string } | undefined {
  if (definitionOf(id)?.annotation) return undefined;
  const ports = stepPorts(id);
  const input = ports?.inputs[0];
  const output = ports?.outputs.find((port) => port.name !== 'error');
  return input && output && { inPort: input.name, outPort: output.name };
}
