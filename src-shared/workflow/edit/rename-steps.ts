import { analyzeTemplate } from '../../expressions/analyze';
import type { StepId } from '../model';
import {
  findEntry,
  nodeAt,
  type ScalarNode,
  type SourceNode,
  type SourcePath,
} from '../source/node';
import { mapScalar } from '../source/scalar-offsets';
import type { EditContext } from './edit-context';
import { groupMembers } from './edit-groups';

/** A part of a text to be replaced, in offsets of its value. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Gives steps new ids, also in edges, places, pins, breakpoints and every expression that refers to them. */
export function renameSteps(context: EditContext, names: ReadonlyMap<StepId, StepId>): void {
  const { patch, parsed, root } = context;
  for (const [id, to] of names) {
    const step = parsed.source.steps.get(id);
    if (step === undefined) continue;
    patch.rename(step.path, to);
    for (const block of ['layout', 'pins']) {
      if (findEntry(nodeAt(root, [block]), id) !== undefined) patch.rename([block, id], to);
    }
  }
  for (const { node, path } of parsed.source.edges) {
    if (node.type === 'scalar') replaceParts(context, node, path, edgeParts(node, names));
  }
  for (const step of parsed.source.steps.values()) {
    for (const key of ['skipWhen', 'cost']) {
      const own = step.node === null ? undefined : findEntry(step.node, key)?.value;
      if (own?.type !== 'scalar') continue;
      replaceParts(context, own, [...step.path, key], templateParts(own, names));
    }
    const settings = step.node === null ? undefined : findEntry(step.node, 'with')?.value;
    if (settings?.type !== 'map') continue;
    const kind = nodeAt(step.node ?? undefined, ['kind']);
    const kindName = kind?.type === 'scalar' ? String(kind.value) : '';
    const verbatim = context.verbatim(kindName);
    const naming = context.namesStep(kindName);
    for (const entry of settings.entries) {
      if (entry.key === naming && entry.value.type === 'scalar') {
        const path = [...step.path, 'with', entry.key];
        replaceParts(context, entry.value, path, idParts(entry.value, names));
        continue;
      }
      const find = verbatim.includes(entry.key) ? codeParts : templateParts;
      renameInside(context, entry.value, [...step.path, 'with', entry.key], (scalar) =>
        find(scalar, names),
      );
    }
  }
  for (const { node, path } of parsed.source.breakpoints) {
    renameBreakpoint(context, node, path, names);
  }
  for (const { node, path } of groupMembers(context)) {
    if (node.type === 'scalar') replaceParts(context, node, path, idParts(node, names));
  }
  const result = nodeAt(root, ['result']);
  if (result === undefined) return;
  renameInside(context, result, ['result'], (scalar) => templateParts(scalar, names));
}

function renameBreakpoint(
  context: EditContext,
  node: SourceNode,
  path: SourcePath,
  names: ReadonlyMap<StepId, StepId>,
): void {
  if (node.type === 'scalar') replaceParts(context, node, path, placeParts(node, names));
  if (node.type !== 'map') return;
  for (const { key, value } of node.entries) {
    if (value.type !== 'scalar') continue;
    const find = breakpointParts[key];
    if (find) replaceParts(context, value, [...path, key], find(value, names));
  }
}

type FindParts = (node: ScalarNode, names: ReadonlyMap<StepId, StepId>) => readonly Part[];

/** Where a breakpoint stands: a step, one of its lines, or a wire. */
function placeParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  const text = typeof node.value === 'string' ? node.value : '';
  if (text.includes('->')) return edgeParts(node, names);
  const match = /^(\s*)([A-Za-z_][A-Za-z0-9_]*)\s*(?::[\d:]+\s*)?$/.exec(text);
  const [, margin = '', id = ''] = match ?? [];
  const insert = names.get(id);
  if (insert === undefined) return [];
  return [{ from: margin.length, to: margin.length + id.length, insert }];
}

const breakpointParts: Readonly<Record<string, FindParts>> = {
  at: placeParts,
  after: placeParts,
  // Expressions may stand there without their braces.
  changes: bareParts,
  when: bareParts,
  log: templateParts,
};

function bareParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  const hasBraces = typeof node.value === 'string' && node.value.includes('{{');
  return hasBraces ? templateParts(node, names) : codeParts(node, names);
}

function renameInside(
  context: EditContext,
  node: SourceNode,
  path: SourcePath,
  find: (node: ScalarNode) => readonly Part[],
): void {
  if (node.type === 'scalar') replaceParts(context, node, path, find(node));
  else if (node.type === 'seq') {
    node.items.forEach(({ value }, index) => renameInside(context, value, [...path, index], find));
  } else {
    for (const { key, value } of node.entries) renameInside(context, value, [...path, key], find);
  }
}

/** A text that is a step's id and nothing else. */
function idParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  const id = typeof node.value === 'string' ? node.value : '';
  const insert = names.get(id);
  return insert === undefined ? [] : [{ from: 0, to: id.length, insert }];
}

const edgePattern = /^(\s*)([^\s.]+)((?:\.[^\s.]+)?\s*->\s*)([^\s.]+)/;

function edgeParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  const match = typeof node.value === 'string' ? edgePattern.exec(node.value) : null;
  if (match === null) return [];
  const [, margin = '', from = '', arrow = '', to = ''] = match;
  const parts: Part[] = [];
  const add = (id: string, at: number): void => {
    const insert = names.get(id);
    if (insert !== undefined) parts.push({ from: at, to: at + id.length, insert });
  };
  add(from, margin.length);
  add(to, margin.length + from.length + arrow.length);
  return parts;
}

const referencePattern = /^(steps\s*(?:\?\.|\.)?\s*(?:\[\s*["'`])?\s*)([A-Za-z_][A-Za-z0-9_]*)/;

function templateParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  const text = node.value;
  if (typeof text !== 'string' || !text.includes('{{')) return [];
  const parts: Part[] = [];
  for (const { root, path, range } of analyzeTemplate(text).references) {
    const insert = root === 'steps' ? names.get(String(path[0])) : undefined;
    if (insert === undefined) continue;
    const match = referencePattern.exec(text.slice(range.from, range.to));
    if (match?.[1] === undefined || match[2] === undefined || match[2] !== path[0]) continue;
    const from = range.from + match[1].length;
    if (parts.some((part) => part.from === from)) continue;
    parts.push({ from, to: from + match[2].length, insert });
  }
  return parts.sort((a, b) => a.from - b.from);
}

const codePattern =
  /(?<![\w$.])(steps\s*(?:\?\.\s*|\.\s*|(?:\?\.)?\[\s*["'`]))([A-Za-z_][A-Za-z0-9_]*)/g;

/** Source code sees outputs under the same names; it is searched as text. */
function codeParts(node: ScalarNode, names: ReadonlyMap<StepId, StepId>): readonly Part[] {
  if (typeof node.value !== 'string') return [];
  const parts: Part[] = [];
  for (const match of node.value.matchAll(codePattern)) {
    const [, lead = '', id = ''] = match;
    const insert = names.get(id);
    if (insert === undefined) continue;
    const from = match.index + lead.length;
    parts.push({ from, to: from + id.length, insert });
  }
  return parts;
}

/** Ids are plain in every style of quoting, so they can be replaced where they are written. */
function replaceParts(
  context: EditContext,
  node: ScalarNode,
  path: SourcePath,
  parts: readonly Part[],
): void {
  if (parts.length === 0 || typeof node.value !== 'string') return;
  let value = '';
  let at = 0;
  for (const part of parts) {
    value += node.value.slice(at, part.from) + part.insert;
    at = part.to;
  }
  value += node.value.slice(at);
  const offsets = mapScalar(context.parsed.text, node);
  const splices = offsets?.length
    ? parts.map((part) => {
        const from = offsets[part.from] ?? 0;
        // The offset after the last character, not that of the next one: an escape may follow.
        const to = (offsets[part.to - 1] ?? 0) + 1;
        return { from, to, insert: part.insert };
      })
    : undefined;
  context.patch.set(path, { value, ...(splices !== undefined && { splices }) });
}
