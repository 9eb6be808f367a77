import type { Port } from '@shared/steps/define-step';
import type { StepGroup, StepId, Workflow } from '@shared/workflow/model';
import { boundsOf, type Box, type Point } from './geometry';
import type { GraphIndex } from './graph-index';

// Groups that are drawn as one box: which they are, which steps they hold, and where the wires that
// cross their border end.

/** Whether a frame or a group is folded, by its key, given what the file says about it. */
export type IsFolded = (key: string, saved: boolean) => boolean;

export const asSaved: IsFolded = (_key, saved) => saved;

export interface FoldedGroup {
  /** The id of its box on the canvas. */
  readonly id: string;
  readonly group: StepGroup;
  /** Its steps that exist, in the order of the file. */
  readonly steps: readonly StepId[];
  /** The frame it lies in; null at the top level. */
  readonly parent: StepId | null;
}

/** No step can be called so: ids of steps are identifiers. */
export function groupKey(group: string): string {
  return `$group:${group}`;
}

/**
 * The groups that are folded, by each of their steps. A group whose steps lie in different frames,
 * which only a hand-written file has, has no one place for a box and stays open.
 */
export function foldedGroups(
  workflow: Workflow,
  index: GraphIndex,
  isFolded: IsFolded,
): ReadonlyMap<StepId, FoldedGroup> {
  const byStep = new Map<StepId, FoldedGroup>();
  for (const group of workflow.groups ?? []) {
    if (!isFolded(groupKey(group.id), group.collapsed ?? false)) continue;
    const steps = group.steps.filter((id) => index.steps.has(id) && !byStep.has(id));
    const parents = new Set(steps.map((id) => index.steps.get(id)?.parent ?? null));
    const [parent] = parents;
    if (parent === undefined || parents.size > 1) continue;
    const folded = { id: groupKey(group.id), group, steps, parent };
    for (const id of steps) byStep.set(id, folded);
  }
  return byStep;
}

/** Where its box stands: at the corner of what it holds, so that nothing around it moves. */
export function cornerOf(boxes: readonly Box[]): Point {
  const bounds = boundsOf(boxes);
  return { x: bounds?.x ?? 0, y: bounds?.y ?? 0 };
}

/** A port of a folded group stands for a port of one of its steps. */
export function innerPortName(step: StepId, port: string): string {
  return `${step}.${port}`;
}

/** The step and port that a port of a folded group stands for. */
export function innerEnd(port: string): { readonly step: StepId; readonly port: string } {
  // Step ids hold no dot; port names may.
  const dot = port.indexOf('.');
  return { step: port.slice(0, dot), port: port.slice(dot + 1) };
}

/** `Check total`, or `Check total: true` where the step has several ways out. */
export function innerPort(step: StepId, title: string, ports: readonly Port[], name: string): Port {
  const port = ports.find((candidate) => candidate.name === name);
  const label = ports.length > 1 ? `${title}: ${port?.label ?? name}` : title;
  return { name: innerPortName(step, name), label };
}
