import type { StepDefinition } from '@shared/steps/define-step';
import type { Workflow } from '@shared/workflow/model';
import { absoluteBoxes } from '../model/absolute-boxes';
import { boundsOf, type Box, type Point } from '../model/geometry';
import { summaryOf } from '../model/find-steps';
import { type DrawnGroup, drawnGroups, groupTitle } from '../model/groups';
import { portPoint } from '../model/node-size';
import { type CanvasNode, type FindDefinition, isGroupNode } from '../model/canvas-node';
import { toFlow } from '../model/to-flow';
import { wirePath, type WirePath } from '../model/wire-path';

// A workflow as a still picture: where everything lies, without the canvas. For thumbnails,
// versions and exported images.

export interface PictureBox {
  readonly id: string;
  readonly node: CanvasNode;
  readonly box: Box;
  readonly definition: StepDefinition | undefined;
  readonly title: string;
  readonly summary: string;
}

export interface PictureWire extends WirePath {
  readonly id: string;
  readonly label: string | undefined;
}

export interface PictureLayout {
  /** Around everything, with a margin. */
  readonly area: Box;
  /** Notes first, then frames before what they hold. */
  readonly boxes: readonly PictureBox[];
  readonly wires: readonly PictureWire[];
  readonly groups: readonly DrawnGroup[];
}

const margin = 32;

/** Null for a workflow without steps: there is nothing to draw. */
export function pictureLayout(workflow: Workflow, find: FindDefinition): PictureLayout | null {
  const flow = toFlow(workflow, find);
  const nodes = flow.nodes.filter((node) => !node.hidden);
  const places = absoluteBoxes(flow.nodes);
  const boxes = nodes.flatMap((node): PictureBox[] => {
    const box = places.get(node.id);
    return box ? [{ id: node.id, node, box, ...wordsOf(node, find) }] : [];
  });
  const drawn = new Set(boxes.map(({ id }) => id));
  const groups = drawnGroups(workflow.groups ?? [], places, (id) => !drawn.has(id));
  const bounds = boundsOf([...boxes, ...groups].map(({ box }) => box));
  if (!bounds) return null;
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const wires = flow.edges.flatMap((edge): PictureWire[] => {
    const from = endOf(byId.get(edge.source), 'output', edge.sourceHandle);
    const to = endOf(byId.get(edge.target), 'input', edge.targetHandle);
    if (edge.hidden || !from || !to) return [];
    return [{ id: edge.id, label: edge.data?.label, ...wirePath(from, to) }];
  });
  return {
    area: {
      x: bounds.x - margin,
      y: bounds.y - margin,
      width: bounds.width + 2 * margin,
      height: bounds.height + 2 * margin,
    },
    boxes: [...boxes].sort((a, b) => rank(a) - rank(b)),
    wires,
    groups,
  };
}

function wordsOf(
  node: CanvasNode,
  find: FindDefinition,
): Pick<PictureBox, 'definition' | 'title' | 'summary'> {
  if (isGroupNode(node)) {
    const { group, summary } = node.data;
    return { definition: undefined, title: groupTitle(group), summary };
  }
  const { step } = node.data;
  const definition = find(step.kind);
  const title = step.title ?? (definition?.annotation ? '' : step.id);
  const summary = summaryOf(definition, step.config) || (definition?.title ?? step.kind);
  return { definition, title, summary };
}

function rank({ node }: PictureBox): number {
  return node.data.shape === 'note' ? 0 : 1;
}

function endOf(
  picture: PictureBox | undefined,
  side: 'input' | 'output',
  port: string | null | undefined,
): Point | undefined {
  if (!picture) return undefined;
  const { shape, ports, size } = picture.node.data;
  const at = portPoint(shape, ports, side, port ?? '', size);
  return at && { x: picture.box.x + at.x, y: picture.box.y + at.y };
}
