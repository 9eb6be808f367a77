import { copyFragment, isFragment } from '@shared/workflow/edit/fragment';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { StepId } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { applyTextChanges } from '@shared/workflow/text-change';
import { announce } from '../../ui/announcer';
import { showToast } from '../../ui/toast';
import { documentStore } from '../document';
import { mountedCanvas } from './canvas-store';
import { isEditable, selectedSteps } from './document-view';
import { pasteFragment, remove, unplacedBoxes } from './edits';
import { boundsOf, type Box, contains, type Point, snapPoint } from './model/geometry';
import { withoutNested } from './model/graph-index';
import { pasteOffset } from './model/place-step';
import { frameUnder, toCanvas } from './open-palette';
import { boxesIn, currentBoxes, currentIndex, nodeOf } from './view';

// Copy, cut, paste and duplicate. What travels through the clipboard is a piece of workflow text,
// so it can be pasted into another window, an editor or a chat, and back.

/** The selected steps as text; null when nothing is selected. */
export function selectionAsText(): string | null {
  const ids = withoutNested(currentIndex(), selectedSteps());
  return asText(ids);
}

/** Steps without a place in the file are copied with the place they are drawn at. */
function asText(ids: readonly StepId[]): string | null {
  const { parsed } = documentStore.getState();
  if (!parsed || ids.length === 0) return null;
  const boxes = unplacedBoxes();
  const planned = planEdit(parsed, { type: 'move-steps', boxes });
  const placed = planned.ok ? parseWorkflow(applyTextChanges(parsed.text, planned.value)) : parsed;
  return copyFragment(placed, ids);
}

export async function copySelection(): Promise<boolean> {
  const text = selectionAsText();
  if (text === null) return false;
  await navigator.clipboard.writeText(text);
  announce(countWords(selectedSteps().length, 'copied'));
  return true;
}

export async function cutSelection(): Promise<void> {
  const ids = withoutNested(currentIndex(), selectedSteps());
  if (await copySelection()) remove(ids, []);
}

export async function pasteFromClipboard(at?: Point): Promise<void> {
  const text = await navigator.clipboard.readText();
  if (!isFragment(text)) {
    showToast('Nothing to paste here', 'info', {
      description: 'The clipboard holds no steps. Copy some on a canvas, or as workflow text.',
    });
    return;
  }
  pasteText(text, at);
}

let pointer: Point | null = null;

/** Remembers where the pointer is, so that a paste by key lands under it. */
export function trackPointer(client: Point | null): void {
  pointer = client;
}

/** Pastes at a canvas place, else under the pointer, else in the middle of what is visible. */
export function pasteText(text: string, at?: Point): void {
  if (!isEditable()) return;
  const place = at ?? placeForPaste();
  if (!place) return;
  const parent = frameUnder(place);
  const corner = parent === null ? undefined : currentBoxes().get(parent);
  const target = snapPoint({ x: place.x - (corner?.x ?? 0), y: place.y - (corner?.y ?? 0) });
  selectNew(() => pasteFragment(text, parent, freeCorner(target, parent)));
}

function placeForPaste(): Point | undefined {
  const canvas = mountedCanvas();
  if (!canvas) return undefined;
  const area = canvas.root.getBoundingClientRect();
  const box = { x: area.left, y: area.top, width: area.width, height: area.height };
  const client =
    pointer && contains(box, pointer)
      ? pointer
      : { x: area.left + area.width / 2, y: area.top + area.height / 2 };
  return toCanvas(client);
}

/** Pasting twice at one place must not hide the first result. */
function freeCorner(corner: Point, parent: StepId | null): Point {
  const taken = boxesIn(parent);
  let free = corner;
  while (taken.some((box) => box.x === free.x && box.y === free.y)) {
    free = { x: free.x + 32, y: free.y + 32 };
  }
  return free;
}

/** Copies the selected steps beside themselves. */
export function duplicateSelection(): void {
  const ids = withoutNested(currentIndex(), selectedSteps());
  const nodes = ids.flatMap((id) => nodeOf(id) ?? []);
  const boxes: Box[] = nodes.map((node) => ({
    ...node.position,
    width: node.width ?? 0,
    height: node.height ?? 0,
  }));
  const bounds = boundsOf(boxes);
  if (!bounds) return;
  const parent = nodes[0]?.parentId ?? null;
  const offset = pasteOffset(boxes, boxesIn(parent));
  duplicate(ids, parent, { x: bounds.x + offset.x, y: bounds.y + offset.y });
}

/** Copies steps so that their common corner lies at a canvas place. */
export function duplicateAt(ids: readonly StepId[], place: Point): boolean {
  const first = ids[0];
  const parent = first === undefined ? null : (nodeOf(first)?.parentId ?? null);
  const corner = parent === null ? undefined : currentBoxes().get(parent);
  return duplicate(ids, parent, {
    x: place.x - (corner?.x ?? 0),
    y: place.y - (corner?.y ?? 0),
  });
}

function duplicate(ids: readonly StepId[], parent: StepId | null, at: Point): boolean {
  const text = asText(ids);
  if (text === null) return false;
  return selectNew(() => pasteFragment(text, parent, snapPoint(at), 'Duplicate'));
}

/** Selects the outermost steps that an edit brought in. */
function selectNew(change: () => boolean): boolean {
  const before = new Set(currentIndex().steps.keys());
  if (!change()) return false;
  const index = currentIndex();
  const fresh = [...index.steps.keys()].filter((id) => !before.has(id));
  documentStore.select({ steps: withoutNested(index, fresh), edges: [] });
  announce(countWords(fresh.length, 'added'));
  return true;
}

function countWords(count: number, verb: string): string {
  return `${count === 1 ? '1 step' : `${count} steps`} ${verb}`;
}
