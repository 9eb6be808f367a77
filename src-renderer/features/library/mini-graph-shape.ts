import { findStepDefinition } from '@shared/steps';
import type { StepCategory } from '@shared/steps/define-step';
import type { Step, Workflow } from '@shared/workflow/model';

// A workflow as a picture of a few hundred bytes: boxes and wires, no words.

export interface MiniBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly category: StepCategory;
}

export interface MiniWire {
  readonly id: string;
  readonly path: string;
}

export interface MiniGraphShape {
  readonly boxes: readonly MiniBox[];
  readonly wires: readonly MiniWire[];
  readonly viewBox: string;
}

const size = { width: 220, height: 72 };
const gap = { x: 300, y: 110 };
const margin = 24;

/** The top level of a workflow; undefined when there is nothing to draw. */
export function miniGraphShape(workflow: Workflow): MiniGraphShape | undefined {
  const steps = [...workflow.steps.values()].filter(
    (step) => findStepDefinition(step.kind)?.annotation !== true,
  );
  if (steps.length === 0) return undefined;
  const places = workflow.layout.size > 0 ? workflow.layout : new Map<string, never>();
  const levels = levelsOf(workflow, steps);
  const boxes = steps.map((step): MiniBox => {
    const box = places.get(step.id);
    const level = levels.get(step.id) ?? { column: 0, row: 0 };
    return {
      id: step.id,
      x: box?.x ?? level.column * gap.x,
      y: box?.y ?? level.row * gap.y,
      width: box?.width ?? size.width,
      height: box?.height ?? size.height,
      category: findStepDefinition(step.kind)?.category ?? 'flow',
    };
  });
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const wires = workflow.edges.flatMap((edge): MiniWire[] => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    return from && to ? [{ id: edge.id, path: wirePath(from, to) }] : [];
  });
  return { boxes, wires, viewBox: viewBoxOf(boxes) };
}

/** Columns by the longest way from a start; steps of a cycle stay where they are met first. */
function levelsOf(
  workflow: Workflow,
  steps: readonly Step[],
): Map<string, { column: number; row: number }> {
  const column = new Map(steps.map((step) => [step.id, 0]));
  for (let round = 0; round < steps.length; round += 1) {
    let moved = false;
    for (const { from, to } of workflow.edges) {
      const next = (column.get(from) ?? 0) + 1;
      if (next < steps.length && next > (column.get(to) ?? 0)) {
        column.set(to, next);
        moved = true;
      }
    }
    if (!moved) break;
  }
  const rows = new Map<number, number>();
  return new Map(
    steps.map((step) => {
      const at = column.get(step.id) ?? 0;
      const row = rows.get(at) ?? 0;
      rows.set(at, row + 1);
      return [step.id, { column: at, row }];
    }),
  );
}

function wirePath(from: MiniBox, to: MiniBox): string {
  const x1 = from.x + from.width;
  const y1 = from.y + from.height / 2;
  const x2 = to.x;
  const y2 = to.y + to.height / 2;
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function viewBoxOf(boxes: readonly MiniBox[]): string {
  const left = Math.min(...boxes.map((box) => box.x)) - margin;
  const top = Math.min(...boxes.map((box) => box.y)) - margin;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}
