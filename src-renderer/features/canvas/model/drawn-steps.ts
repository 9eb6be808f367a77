import type { Ports } from '@shared/steps/define-step';
import type { Step, StepId, Workflow } from '@shared/workflow/model';
import { autoPlace } from './auto-place';
import type { FindDefinition, Lane } from './canvas-node';
import { asSaved, type FoldedGroup, foldedGroups, type IsFolded } from './folded-groups';
import { boundsOf, type Point, type Size } from './geometry';
import type { GraphIndex } from './graph-index';
import {
  containerPadding,
  drawnPorts,
  laneGap,
  nodeSize,
  type NodeShape,
  roundUp,
  shapeOf,
} from './node-size';
import { sectionsIn } from './sections';

// Where every step lies and how large it is, nested ones included; also those that a folded frame
// or group hides, so that nothing moves when it is opened.

export interface DrawnStep {
  readonly id: StepId;
  readonly step: Step;
  readonly parent: StepId | null;
  readonly shape: Exclude<NodeShape, 'folded'>;
  readonly ports: Ports;
  readonly size: Size;
  /** Relative to the parent frame's corner. */
  readonly position: Point;
  readonly childCount: number;
  readonly collapsed: boolean;
  readonly color: string | undefined;
  readonly pinned: boolean;
  /** Inside a collapsed container or group. */
  readonly hidden: boolean;
  readonly lanes: readonly Lane[];
}

/** Every step with its place and size; containers before what they hold. */
export function drawnSteps(
  workflow: Workflow,
  index: GraphIndex,
  find: FindDefinition,
  isFolded: IsFolded = asSaved,
  folded: ReadonlyMap<StepId, FoldedGroup> = foldedGroups(workflow, index, isFolded),
): ReadonlyMap<StepId, DrawnStep> {
  const draft = new Map<StepId, DrawnStep>();
  const result = new Map<StepId, DrawnStep>();

  function drawGraph(parent: StepId | null, hidden: boolean): void {
    const ids = index.children.get(parent) ?? [];
    // Inner graphs first: the size of a frame depends on what it holds.
    for (const id of ids) {
      const entry = index.steps.get(id);
      if (!entry) continue;
      const collapsed = isFolded(id, workflow.layout.get(id)?.collapsed ?? false);
      const unseen = hidden || folded.has(id);
      drawGraph(id, unseen || collapsed);
      const at = { parent, hidden: unseen, collapsed };
      draft.set(id, drawStep(workflow, index, entry.step, at, find, draft));
    }
    placeSections(parent);
  }

  /** Part by part, each below the one before, so that no two share their ground. */
  function placeSections(parent: StepId | null): void {
    const left = parent === null ? 0 : containerPadding.left;
    let top = parent === null ? 0 : containerPadding.top;
    const placed = (index.children.get(parent) ?? []).flatMap((id) => {
      const box = workflow.layout.get(id);
      const step = draft.get(id);
      return box && step ? [{ x: box.x, y: box.y, ...step.size }] : [];
    });
    for (const section of sectionsIn(index, find, parent)) {
      const boxes = new Map(
        section.steps.flatMap((id) => {
          const step = draft.get(id);
          return step ? [[id, { size: step.size, placed: workflow.layout.get(id) }] as const] : [];
        }),
      );
      for (const [id, position] of autoPlace(boxes, index.outgoing, { x: left, y: top }, placed)) {
        const step = draft.get(id);
        if (!step) continue;
        draft.set(id, { ...step, position });
        top = Math.max(top, roundUp(position.y + step.size.height + laneGap));
      }
    }
  }

  drawGraph(null, false);
  for (const id of index.steps.keys()) {
    const step = draft.get(id);
    if (step) result.set(id, step);
  }
  return result;
}

function drawStep(
  workflow: Workflow,
  index: GraphIndex,
  step: Step,
  at: Pick<DrawnStep, 'parent' | 'hidden' | 'collapsed'>,
  find: FindDefinition,
  draft: ReadonlyMap<StepId, DrawnStep>,
): DrawnStep {
  const definition = find(step.kind);
  // A body makes a frame even of a kind that is not known, so that nested steps have a place.
  const shape = step.body && !definition?.container ? 'container' : shapeOf(definition);
  const box = workflow.layout.get(step.id);
  const ports =
    shape === 'note'
      ? { inputs: [], outputs: [] }
      : drawnPorts(definition, step, {
          inputs: (index.incoming.get(step.id) ?? []).map((edge) => edge.toPort),
          outputs: (index.outgoing.get(step.id) ?? []).map((edge) => edge.fromPort),
        });
  const collapsed = shape === 'container' && at.collapsed;
  const size = nodeSize(shape, ports, box, collapsed);
  const drawn = shape === 'container' && !collapsed ? around(step.id, index, draft, size) : size;
  return {
    id: step.id,
    step,
    parent: at.parent,
    shape,
    ports,
    size: drawn,
    lanes:
      shape === 'container' && !collapsed
        ? lanesOf(step.id, index, find, draft, drawn.height)
        : noLanes,
    position: { x: 0, y: 0 },
    childCount: index.children.get(step.id)?.length ?? 0,
    collapsed,
    color: box?.color,
    pinned: workflow.pins.has(step.id),
    hidden: at.hidden,
  };
}

/** A frame is never smaller than what it holds, whatever the file says. */
function around(
  id: StepId,
  index: GraphIndex,
  draft: ReadonlyMap<StepId, DrawnStep>,
  size: Size,
): Size {
  const bounds = boundsOf(
    (index.children.get(id) ?? []).flatMap((child) => {
      const step = draft.get(child);
      return step ? [{ ...step.position, ...step.size }] : [];
    }),
  );
  if (!bounds) return size;
  return {
    width: Math.max(size.width, roundUp(bounds.x + bounds.width + containerPadding.right)),
    height: Math.max(size.height, roundUp(bounds.y + bounds.height + containerPadding.bottom)),
  };
}

const laneAbove = 12;
/** The badge of a step hangs below its box. */
const laneBelow = 20;
const noLanes: readonly Lane[] = [];

/** Strips of bare ground narrower than this belong to the lane above them. */
const leastGap = 40;

function lanesOf(
  container: StepId,
  index: GraphIndex,
  find: FindDefinition,
  draft: ReadonlyMap<StepId, DrawnStep>,
  bottom: number,
): readonly Lane[] {
  const lanes = sectionsIn(index, find, container).flatMap(({ entry, steps }) => {
    const kind = entry === null ? undefined : index.steps.get(entry)?.step.kind;
    const bounds = boundsOf(
      steps.flatMap((id) => {
        const step = draft.get(id);
        return step ? [{ ...step.position, ...step.size }] : [];
      }),
    );
    if (entry === null || kind === undefined || !bounds) return [];
    const height = bounds.height + laneAbove + laneBelow;
    return [{ entry, kind, top: bounds.y - laneAbove, height }];
  });
  return lanes.map((lane) => {
    const end = lane.top + lane.height;
    const next = Math.min(bottom, ...lanes.flatMap(({ top }) => (top >= end ? top : [])));
    return next - end > 0 && next - end < leastGap ? { ...lane, height: next - lane.top } : lane;
  });
}
