import type { JsonValue } from '../../lib/json';
import { applyTextChanges, type TextChange } from '../text-change';
import { detectStyle } from './detect-style';
import { emitFlow } from './emit';
import type { MapNode, SourceNode } from './node';
import { toJson } from './node';
import { patchedJson, type PatchNode } from './patch';
import { isKept, renderRoot } from './render-patch';

/** Reads a text again; a parameter so that a cache can answer. */
export type ReadRoot = (text: string) => SourceNode | null;

/**
 * The changes that bring a patch into the text, or null. What comes out is read back and compared
 * with what was wanted, so that no edit can ever damage a file.
 */
export function patchText(
  text: string,
  root: MapNode,
  patch: PatchNode,
  readRoot: ReadRoot,
): readonly TextChange[] | null {
  const wanted = patchedJson(root, patch);
  if (wanted === undefined) return null;
  const direct = drawChecked(text, root, patch, wanted, readRoot);
  if (direct !== null) return direct;
  // What can stand in the way is written in a plain way, then tried again.
  for (const isInTheWay of obstacles) {
    const plain = writeOut(text, root, isInTheWay);
    const plainText = applyTextChanges(text, plain);
    const plainRoot = plain.length === 0 ? null : readRoot(plainText);
    if (plainRoot?.type !== 'map') continue;
    const second = drawChecked(plainText, plainRoot, patch, wanted, readRoot);
    if (second !== null) return [spliceBetween(text, applyTextChanges(plainText, second))];
  }
  return null;
}

type IsInTheWay = (node: SourceNode, text: string) => boolean;

const obstacles: readonly IsInTheWay[] = [
  // Values that are shared by anchors and aliases.
  (node) => node.alias === true,
  // Texts to which the blank lines after them belong, so that none there can go or come.
  isKept,
  (node, text) => node.alias === true || isKept(node, text),
];

function drawChecked(
  text: string,
  root: MapNode,
  patch: PatchNode,
  wanted: JsonValue,
  readRoot: ReadRoot,
): readonly TextChange[] | null {
  const direct = drawPatch(text, root, patch);
  if (direct !== null && gives(text, direct, wanted, readRoot)) return direct;
  // A text that ends in blank lines, in front of blank lines: only quotes can hold it.
  const quoted = drawPatch(text, root, patch, false);
  return quoted !== null && gives(text, quoted, wanted, readRoot) ? quoted : null;
}

/**
 * The same without the comparison, for fixes that are offered but perhaps never made: nothing
 * that shared values could get in the way of.
 */
export function drawPatch(
  text: string,
  root: MapNode,
  patch: PatchNode,
  keptBlocks = true,
): readonly TextChange[] | null {
  const changes: TextChange[] = [];
  const render = { text, style: { ...detectStyle(text, root), keptBlocks }, changes };
  return renderRoot(render, root, patch) ? tidy(text, changes) : null;
}

function gives(
  text: string,
  changes: readonly TextChange[],
  wanted: JsonValue,
  readRoot: ReadRoot,
): boolean {
  let after: string;
  try {
    after = applyTextChanges(text, changes);
  } catch (error) {
    // Overlapping splices: this way of writing the change does not work here.
    if (error instanceof RangeError) return false;
    throw error;
  }
  const root = readRoot(after);
  return root !== null && sameJson(toJson(root), wanted);
}

/** Whether two JSON values are equal; the order of keys does not count. */
function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  const other = b as Readonly<Record<string, JsonValue>>;
  return left.every(([key, value]) => {
    const peer = Object.hasOwn(other, key) ? other[key] : undefined;
    return peer !== undefined && sameJson(value as JsonValue, peer);
  });
}

function tidy(text: string, changes: readonly TextChange[]): readonly TextChange[] {
  return changes
    .map((change) => trim(text, change))
    .filter((change) => change.from !== change.to || change.insert !== '');
}

/** Leaves out what a replacement has in common with what it replaces. */
function trim(text: string, change: TextChange): TextChange {
  const old = text.slice(change.from, change.to);
  const { insert } = change;
  const most = Math.min(old.length, insert.length);
  let start = 0;
  while (start < most && old[start] === insert[start]) start += 1;
  if (start > 0 && isInsidePair(old, start)) start -= 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === insert.at(-1 - end)) end += 1;
  if (
    end > 0 &&
    (isInsidePair(old, old.length - end) || isInsidePair(insert, insert.length - end))
  ) {
    end -= 1;
  }
  return {
    from: change.from + start,
    to: change.to - end,
    insert: insert.slice(start, insert.length - end),
  };
}

/** Between the halves of a surrogate pair or of a CRLF. */
function isInsidePair(text: string, at: number): boolean {
  const pair = text.slice(at - 1, at + 1);
  return pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);
}

/** One change that turns one text into another. */
function spliceBetween(before: string, after: string): TextChange {
  return trim(before, { from: 0, to: before.length, insert: after });
}

function writeOut(text: string, root: MapNode, isInTheWay: IsInTheWay): readonly TextChange[] {
  const changes: TextChange[] = [];
  const visit = (node: SourceNode): void => {
    if (isInTheWay(node, text)) {
      // The line break after a block text is a part of it.
      const end = /\r?\n$/.exec(text.slice(node.from, node.to))?.[0] ?? '';
      changes.push({ from: node.from, to: node.to, insert: emitFlow(toJson(node), false) + end });
    } else if (node.alias === true) {
      return;
    } else if (node.type !== 'scalar') {
      const children = node.type === 'map' ? node.entries : node.items;
      for (const child of children) visit(child.value);
    }
  };
  visit(root);
  return tidy(text, changes);
}
