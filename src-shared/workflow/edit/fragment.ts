import type { StepId } from '../model';
import { parseWorkflow, type ParsedWorkflow } from '../parse-workflow';
import type { StepSource } from '../read/read-context';
import { formatEdge } from '../read/read-edges';
import { groupsKey } from '../read/read-groups';
import { columnOf, lineStartOf } from '../source/detect-style';
import { emitEntry, emitFlow, type EmitStyle } from '../source/emit';
import { emitInline, emitKey } from '../source/emit-scalar';
import { contentEnd, toJson, type SourceNode } from '../source/node';

const plainStyle: EmitStyle = {
  eol: '\n',
  indent: 2,
  indentLists: true,
  json: false,
  keptBlocks: false,
};

/**
 * Steps as text for the clipboard: with what is inside them, the edges between them and their
 * places. It is YAML that a person can read and that `paste-fragment` takes.
 */
export function copyFragment(parsed: ParsedWorkflow, ids: readonly StepId[]): string {
  const chosen = outermost(parsed, ids);
  const names = new Set(chosen.map((step) => step.id));
  const lines = ['steps:'];
  for (const step of chosen) {
    const entry =
      stepLines(parsed.text, step) ??
      emitEntry(step.id, { value: toJson(step.entry.value) }, plainStyle, 0);
    lines.push(...entry.map((line) => (line === '' ? '' : `  ${line}`)));
  }
  const edges = parsed.source.edges
    .filter(({ edge, dangling }) => !dangling && names.has(edge.from) && names.has(edge.to))
    .map(({ edge }) => `  - ${emitInline(formatEdge(edge), false)}`);
  if (edges.length > 0) lines.push('edges:', ...edges);
  const places: string[] = [];
  for (const [id, box] of parsed.workflow?.layout ?? []) {
    if (!names.has(id) && !isInside(parsed, id, names)) continue;
    places.push(`  ${id}: ${emitFlow({ ...box }, false)}`);
  }
  const groups = (parsed.workflow?.groups ?? []).filter(({ steps }) =>
    steps.every((id) => names.has(id) || isInside(parsed, id, names)),
  );
  if (groups.length > 0) places.push(`  ${groupsKey}:`);
  for (const { id, ...group } of groups) {
    places.push(
      `    ${emitKey(id, 'plain')}: ${emitFlow({ ...group, steps: [...group.steps] }, false)}`,
    );
  }
  if (places.length > 0) lines.push('layout:', ...places);
  return `${lines.join('\n')}\n`;
}

/** Whether a clipboard text holds steps that can be pasted. */
export function isFragment(text: string): boolean {
  if (text.length > 5_000_000 || !/^\s*["']?steps["']?\s*:/m.test(text)) return false;
  return (parseWorkflow(text).workflow?.steps.size ?? 0) > 0;
}

/** The steps of a choice that do not lie in another step of it, in the order of the file. */
export function outermost(parsed: ParsedWorkflow, ids: readonly StepId[]): readonly StepSource[] {
  const chosen = new Set(ids);
  return [...parsed.source.steps.values()]
    .filter((step) => chosen.has(step.id) && !isInside(parsed, step.id, chosen))
    .sort((a, b) => a.entry.keyFrom - b.entry.keyFrom);
}

function isInside(parsed: ParsedWorkflow, id: StepId, outer: ReadonlySet<StepId>): boolean {
  const { steps } = parsed.source;
  for (let at = steps.get(id)?.container; at; at = steps.get(at)?.container) {
    if (outer.has(at)) return true;
  }
  return false;
}

/**
 * The lines of a step as they are written, comments included, without indentation. Null when they
 * cannot stand elsewhere as they are: in brackets, or with shared values.
 */
export function stepLines(text: string, step: StepSource): readonly string[] | null {
  const { entry } = step;
  const start = lineStartOf(text, entry.keyFrom);
  if (text.slice(start, entry.keyFrom).trim() !== '' || entry.unusual) return null;
  if (isShared(entry.value)) return null;
  const column = columnOf(text, entry.keyFrom);
  const end = Math.max(entry.colonTo, contentEnd(entry.value));
  // What follows on the last line is a comment, or a bracket of the map around it.
  const rest = /^[^\n]*/.exec(text.slice(text[end - 1] === '\n' ? end - 1 : end))?.[0] ?? '';
  if (!/^\s*(?:#.*)?$/.test(rest)) return null;
  const body = text.slice(start, text[end - 1] === '\n' ? end - 1 : end + rest.length);
  const lines = body.split('\n').map((line) => line.replace(/\r$/, ''));
  const margin = ' '.repeat(column);
  lines.unshift(...commentsAbove(text, start, margin));
  if (lines.some((line) => line.trim() !== '' && !line.startsWith(margin))) return null;
  return lines.map((line) => line.slice(column));
}

/** The comments right above a line, in the same column: they go wherever the step goes. */
function commentsAbove(text: string, start: number, margin: string): readonly string[] {
  const comments: string[] = [];
  for (let at = start; at > 0;) {
    const above = lineStartOf(text, at - 1);
    const line = text.slice(above, at).replace(/\r?\n$/, '');
    if (!line.startsWith(`${margin}#`)) break;
    comments.unshift(line);
    at = above;
  }
  return comments;
}

function isShared(node: SourceNode): boolean {
  if (node.alias === true || node.anchor !== undefined) return true;
  if (node.type === 'scalar') return false;
  const children = node.type === 'map' ? node.entries : node.items;
  return children.some((child) => isShared(child.value));
}
