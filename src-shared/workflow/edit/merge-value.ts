import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import {
  findEntry,
  nodeAt,
  toJson,
  type MapNode,
  type SeqNode,
  type SourceNode,
  type SourcePath,
} from '../source/node';
import type { Order } from '../source/patch';
import type { EditContext } from './edit-context';
import { movedItems } from './move-items';

/**
 * Sets a value by changing only what is different in it: comments and the way the rest is written
 * stay. What cannot be told apart so is written as a whole.
 */
export function mergeValue(
  context: EditContext,
  path: SourcePath,
  value: JsonValue,
  options: { readonly order?: Order } = {},
): void {
  const node = context.whole === true ? undefined : nodeAt(context.root, path);
  if (node !== undefined && mergeInto(context, path, node, value)) return;
  context.patch.set(path, { value }, options);
}

function mergeInto(
  context: EditContext,
  path: SourcePath,
  node: SourceNode,
  value: JsonValue,
): boolean {
  if (node.alias === true) return false;
  if (sameJson(toJson(node), value)) return true;
  if (node.type === 'map' && isJsonObject(value)) return mergeMap(context, path, node, value);
  if (node.type === 'seq' && Array.isArray(value)) {
    return mergeList(context, path, node, value as readonly JsonValue[]);
  }
  return false;
}

/** Within a value that is merged: what cannot be is set there. */
function mergePart(context: EditContext, path: SourcePath, value: JsonValue): void {
  const node = nodeAt(context.root, path);
  if (node !== undefined && mergeInto(context, path, node, value)) return;
  context.patch.set(path, { value });
}

function mergeMap(
  context: EditContext,
  path: SourcePath,
  node: MapNode,
  value: JsonObject,
): boolean {
  const before = Object.keys(toJson(node) as JsonObject);
  const after = Object.keys(value);
  if (before.length === 0 || after.length === 0) return false;
  const renamed = renamedKey(before, after);
  const kept = before.filter((key) => after.includes(key));
  const added = after.filter((key) => !before.includes(key));
  // New entries go to the end: another order is written as a whole.
  if (renamed === null && [...kept, ...added].some((key, at) => after[at] !== key)) return false;
  if (renamed === null && kept.length === 0) return false;
  if (renamed !== null) {
    if (findEntry(node, renamed.from)?.unusual === true) return false;
    context.patch.rename([...path, renamed.from], renamed.to);
    mergePart(context, [...path, renamed.from], value[renamed.to] ?? null);
  } else {
    for (const key of before) {
      if (!after.includes(key)) context.patch.remove([...path, key]);
    }
    for (const key of added) context.patch.set([...path, key], { value: value[key] ?? null });
  }
  for (const key of kept) mergePart(context, [...path, key], value[key] ?? null);
  return true;
}

/** One key in the place of another. */
function renamedKey(
  before: readonly string[],
  after: readonly string[],
): { readonly from: string; readonly to: string } | null {
  if (before.length !== after.length) return null;
  const differing = before.flatMap((key, at) => (key === after[at] ? [] : [at]));
  const [at] = differing;
  if (differing.length !== 1 || at === undefined) return null;
  const [from, to] = [before[at], after[at]];
  if (from === undefined || to === undefined || before.includes(to)) return null;
  return { from, to };
}

function mergeList(
  context: EditContext,
  path: SourcePath,
  node: SeqNode,
  value: readonly JsonValue[],
): boolean {
  const old = node.items.map((item) => toJson(item.value));
  if (old.length === 0 || value.length === 0) return false;
  const shorter = Math.min(old.length, value.length);
  let head = 0;
  while (head < shorter && sameJson(old[head], value[head])) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    sameJson(old[old.length - 1 - tail], value[value.length - 1 - tail])
  ) {
    tail += 1;
  }
  const removed = old.length - head - tail;
  const added = value.length - head - tail;
  if (added === removed) {
    const splices = movedItems(context.parsed.text, node, old, value, sameJson);
    if (splices !== null) {
      context.patch.set(path, { value, splices });
      return true;
    }
  }
  // Something new in the middle moves all that follows: that is written as a whole.
  if (added > removed && tail > 0) return false;
  const both = Math.min(added, removed);
  for (let at = head; at < head + both; at += 1) {
    mergePart(context, [...path, at], value[at] ?? null);
  }
  for (let at = head + both; at < head + removed; at += 1) context.patch.remove([...path, at]);
  for (const item of value.slice(head + both, head + added)) {
    context.patch.append(path, { value: item });
  }
  return true;
}

/** Data that reads the same; the order of keys is not compared. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => sameJson(item as JsonValue, b[at]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
