import type { Ports, StepDefinition } from '@shared/steps/define-step';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import type { StepId } from '@shared/workflow/model';
import { currentWorkflow } from './document-view';
import { isFoldedHere } from './folding-store';
import { flowStore } from './flow-store';
import { absoluteBoxes } from './model/absolute-boxes';
import { mayAdd } from './model/addable';
import type { Box, Point } from './model/geometry';
import { type GraphIndex, indexGraph } from './model/graph-index';
import { portsOf } from './model/node-size';
import { entryOf } from './model/sections';
import { type CanvasNode, isGroupNode, isStepNode, type StepNode } from './model/canvas-node';
import { drawnSteps } from './model/drawn-steps';

// Questions about what is on the canvas now, for commands and gestures.

export function currentIndex(): GraphIndex {
  return indexGraph(currentWorkflow());
}

export function currentBoxes(): ReadonlyMap<StepId, Box> {
  return absoluteBoxes(flowStore.getState().nodes);
}

/** Where the document's steps are drawn: its own places, and those found for the rest. */
export function currentPositions(): ReadonlyMap<StepId, Point> {
  const workflow = currentWorkflow();
  if (!workflow) return new Map();
  const drawn = drawnSteps(workflow, indexGraph(workflow), findStepDefinition, isFoldedHere);
  return new Map([...drawn].map(([id, step]) => [id, step.position]));
}

export function nodeOf(id: StepId): StepNode | undefined {
  return flowStore.getState().nodes.find((node) => isStepNode(node) && node.id === id) as
    StepNode | undefined;
}

/** The box that stands for a step on the canvas: its own, or that of what is folded around it. */
export function seenNodeOf(id: StepId): CanvasNode | undefined {
  const { nodes } = flowStore.getState();
  const index = currentIndex();
  for (let at: StepId | null = id; at !== null; at = index.steps.get(at)?.parent ?? null) {
    const step = at;
    const own = nodes.find((node) => node.id === step);
    if (own && !own.hidden) return own;
    const group = nodes.find((node) => isGroupNode(node) && node.data.steps.includes(step));
    if (group && !group.hidden) return group;
  }
  return undefined;
}

/** The boxes that stand for the selected steps, each once. */
export function seenNodesOf(steps: readonly StepId[]): readonly CanvasNode[] {
  return [...new Set(steps.flatMap((id) => seenNodeOf(id) ?? []))];
}

/** The steps that a box stands for. */
export function stepsOf(node: CanvasNode): readonly StepId[] {
  return isGroupNode(node) ? node.data.steps : [node.id];
}

/** Whether a node is a step that the box of a group stands for. */
export function inFoldedGroup(nodes: readonly CanvasNode[]): (node: CanvasNode) => boolean {
  const held = new Set(nodes.flatMap((node) => (isGroupNode(node) ? node.data.steps : [])));
  return (node) => held.has(node.id);
}

export function definitionOf(id: StepId): StepDefinition | undefined {
  const step = currentIndex().steps.get(id)?.step;
  return step && findStepDefinition(step.kind);
}

/** The ports a step really has, not those that only a dangling wire names. */
export function stepPorts(id: StepId): Ports | undefined {
  const step = currentIndex().steps.get(id)?.step;
  if (!step) return undefined;
  const definition = findStepDefinition(step.kind);
  if (definition?.annotation) return { inputs: [], outputs: [] };
  return definition ? portsOf(definition, step) : nodeOf(id)?.data.ports;
}

/** The kinds that make sense in the graph around a step or inside a container. */
export function addableDefinitions(near: StepId | null): readonly StepDefinition[] {
  const index = currentIndex();
  return allStepDefinitions.filter((definition) =>
    mayAdd(index, findStepDefinition, definition, near),
  );
}

/** The entry step whose part of its container a step belongs to. */
export function sectionOf(id: StepId): StepId | null {
  return entryOf(currentIndex(), findStepDefinition, id);
}

export function titleOf(id: StepId): string {
  return currentIndex().steps.get(id)?.step.title ?? id;
}

/** Boxes of the steps that lie directly in a frame, relative to it: what a new one must not cover. */
export function boxesIn(parent: StepId | null): Box[] {
  return flowStore
    .getState()
    .nodes.filter((node) => (node.parentId ?? null) === parent && node.type !== 'note')
    .map((node) => ({
      x: node.position.x,
      y: node.position.y,
      width: node.width ?? 0,
      height: node.height ?? 0,
    }));
}
