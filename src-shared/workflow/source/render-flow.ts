import type { JsonValue } from '../../lib/json';
import { emitFlow, emitFlowKey } from './emit';
import { emitDouble, emitInline, emitKey } from './emit-scalar';
import { columnOf, lineStartOf } from './detect-style';
import { contentEnd, type MapEntry, type MapNode, type SeqNode, type SourceNode } from './node';
import { isUntouched, patchedJson, type PatchNode } from './patch';
import type { Render } from './render';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: SourceNode;
  readonly entry: MapEntry | undefined;
  readonly child: PatchNode | undefined;
}

/**
 * Splices inside { } or [ ]. At `fixed` there is no way to write the value anew as a block: it is
 * the root, or it stands inside other brackets.
 */
export function renderFlow(
  render: Render,
  node: MapNode | SeqNode,
  patch: PatchNode,
  fixed: boolean,
): boolean {
  const spans = spansOf(node, patch);
  const json = render.style.json;
  if (!fixed && !json && readsBetterAsBlock(render, node, patch, spans)) return false;
  const { changes } = render;
  const gone = spans.map((span) => span.child !== undefined && isGone(span));
  if (spans.some(({ entry, child }) => entry?.unusual === true && child && !isUntouched(child))) {
    return false;
  }
  const everything = spans.length > 0 && gone.every(Boolean);
  if (everything) {
    changes.push({ from: node.from + 1, to: node.to - 1, insert: '' });
  } else {
    removeRuns(render, spans, gone);
  }
  spans.forEach((span, index) => {
    if (gone[index] !== true) renderSpan(render, span);
  });
  addSpans(render, node, patch, everything ? [] : spans);
  return true;
}

function spansOf(node: MapNode | SeqNode, patch: PatchNode): readonly Span[] {
  if (node.type === 'seq') {
    return node.items.map(({ value }, index) => ({
      from: value.start,
      to: contentEnd(value),
      value,
      entry: undefined,
      child: patch.children.get(index),
    }));
  }
  const seen = new Set<string>();
  return node.entries.map((entry) => {
    const child = seen.has(entry.key) ? undefined : patch.children.get(entry.key);
    seen.add(entry.key);
    const to = Math.max(entry.keyTo, entry.colonTo, contentEnd(entry.value));
    return { from: entry.keyFrom, to, value: entry.value, entry, child };
  });
}

function isGone({ child, value }: Span): boolean {
  if (child === undefined) return false;
  if (child.remove === true) return true;
  if (child.replace !== undefined || isUntouched(child)) return false;
  return patchedJson(value, child) === undefined;
}

/** Text of several lines, or data of some depth, has no place on one line. */
function readsBetterAsBlock(
  render: Render,
  node: MapNode | SeqNode,
  patch: PatchNode,
  spans: readonly Span[],
): boolean {
  if (/(?:^|\s)#/.test(render.text.slice(node.from, node.to))) return false;
  if (spans.length === 0 && patch.added.length > 0) return patch.added[0]?.value.inlineFrom !== 0;
  const values = [
    ...patch.added.map((added) => added.value),
    ...spans.flatMap(({ child }) => (child?.replace === undefined ? [] : [child.replace])),
  ];
  return values.some(
    ({ value, inlineFrom, splices }) =>
      inlineFrom === undefined && splices === undefined && !fitsOneLine(value, 1),
  );
}

/** Short lists and maps do; text of several lines and nested maps do not. */
function fitsOneLine(value: JsonValue, levels: number): boolean {
  if (typeof value === 'string') return !value.includes('\n');
  if (typeof value !== 'object' || value === null) return true;
  const items = Object.values(value) as readonly JsonValue[];
  return levels > 0 && items.every((item) => fitsOneLine(item, levels - 1));
}

function removeRuns(render: Render, spans: readonly Span[], gone: readonly boolean[]): void {
  for (let index = 0; index < spans.length; index += 1) {
    if (gone[index] !== true) continue;
    const start = index;
    while (gone[index + 1] === true) index += 1;
    const next = spans[index + 1];
    const before = spans[start - 1];
    const from = next === undefined ? before?.to : spans[start]?.from;
    const to = next === undefined ? spans[index]?.to : next.from;
    if (from !== undefined && to !== undefined) render.changes.push({ from, to, insert: '' });
  }
}

function renderSpan(render: Render, { child, entry, value }: Span): void {
  if (child === undefined || isUntouched(child)) return;
  const { text, style, changes } = render;
  if (child.rename !== undefined && entry !== undefined) {
    const quote = text[entry.keyFrom];
    const quotes = quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain';
    const insert = emitKey(child.rename, quotes);
    changes.push({ from: entry.keyFrom, to: entry.keyTo, insert });
  }
  if (child.replace?.splices !== undefined) {
    changes.push(...child.replace.splices);
    return;
  }
  if (child.replace === undefined && child.children.size === 0 && child.added.length === 0) return;
  if (child.replace === undefined && value.alias !== true && value.type !== 'scalar') {
    const mark = changes.length;
    if (renderFlow(render, value, child, true)) return;
    changes.length = mark;
  }
  const data = patchedJson(value, child) ?? null;
  const insert = emitReplacement(value, data, style.json);
  const empty = value.type === 'scalar' && value.empty && value.start === value.from;
  if (empty) changes.push({ from: value.from, to: value.from, insert: ` ${insert}` });
  else changes.push({ from: value.start, to: contentEnd(value), insert });
}

function emitReplacement(old: SourceNode, data: JsonValue, json: boolean): string {
  if (typeof data !== 'string' || json) return emitFlow(data, json);
  if (old.type !== 'scalar' || old.alias === true) return emitFlow(data, json);
  if (old.style === 'double') return emitDouble(data);
  return emitInline(data, true, old.style === 'single' ? 'single' : 'plain');
}

function addSpans(
  render: Render,
  node: MapNode | SeqNode,
  patch: PatchNode,
  spans: readonly Span[],
): void {
  if (patch.added.length === 0) return;
  const { text, style, changes } = render;
  const texts = patch.added.map(({ key, value }) => {
    const data = emitFlow(value.value, style.json);
    return key === null ? data : `${emitFlowKey(key, style.json)}: ${data}`;
  });
  const last = spans.at(-1);
  if (last === undefined) {
    const space = node.type === 'map' ? ' ' : '';
    const insert = space + texts.join(', ') + space;
    changes.push({ from: node.from + 1, to: node.from + 1, insert });
    return;
  }
  const lineStart = lineStartOf(text, last.from);
  const ownLine = text.slice(lineStart, last.from).trim() === '' && lineStart > node.from;
  const margin = ownLine ? style.eol + ' '.repeat(columnOf(text, last.from)) : ' ';
  const insert = texts.map((added) => `,${margin}${added}`).join('');
  changes.push({ from: last.to, to: last.to, insert });
}
