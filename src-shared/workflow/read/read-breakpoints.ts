import { breakpointSchema, type Breakpoint, type BreakpointTarget } from '../../debug/breakpoints';
import { isHitCondition } from '../../debug/hit-condition';
import type { MapNode, SourceNode } from '../source/node';
import { fileBreakpointId, formatTarget, parseAt } from './breakpoint-text';
import {
  childOf,
  childText,
  isNothing,
  nameOf,
  quote,
  reportUnknownKeys,
  wrongType,
  type ReadContext,
} from './read-context';

export const breakpointKeys = [
  'at',
  'every',
  'changes',
  'text',
  'enabled',
  'when',
  'hits',
  'log',
  'after',
  'iteration',
] as const;

/** The breakpoints that the file shares; one that cannot be read is reported and left out. */
export function readBreakpoints(context: ReadContext, root: MapNode): readonly Breakpoint[] {
  const list = childOf(root, 'breakpoints');
  if (list === undefined || isNothing(list)) return [];
  if (list.type !== 'seq') {
    wrongType(context, list, '`breakpoints`', 'a list such as `- at: fetch`', {
      severity: 'warning',
    });
    return [];
  }
  const seen = new Map<string, number>();
  list.items.forEach(({ value: node }, index) => {
    const target = readTarget(context, node);
    if (target === null) return;
    const name = formatTarget(target);
    const again = seen.get(name) ?? 0;
    seen.set(name, again + 1);
    const id = fileBreakpointId(name, again);
    const parsed = breakpointSchema.safeParse({
      id,
      target,
      enabled: true,
      ...(node.type === 'map' && readRest(context, node, target)),
    });
    if (parsed.success) {
      context.breakpoints.push({ breakpoint: parsed.data, path: ['breakpoints', index], node });
    } else {
      const issue = parsed.error.issues[0];
      invalid(context, node, `The breakpoint ${quote(name)} cannot be used: ${issue?.message}`);
    }
  });
  return context.breakpoints.map(({ breakpoint }) => breakpoint);
}

/** A text alone is where it stands; a map says so under one of three keys. */
function readTarget(context: ReadContext, node: SourceNode): BreakpointTarget | null {
  if (node.type === 'scalar' && typeof node.value === 'string') {
    return readAt(context, node, node.value);
  }
  if (node.type !== 'map') {
    invalid(context, node, `A breakpoint must be a map with \`at\`, found ${nameOf(node)}`);
    return null;
  }
  reportUnknownKeys(context, node, breakpointKeys, 'A breakpoint');
  const given = (['at', 'every', 'changes'] as const).filter((key) => childOf(node, key));
  const [key] = given;
  if (key === undefined || given.length > 1) {
    const found = key === undefined ? 'none of them is there' : `found ${given.join(' and ')}`;
    invalid(
      context,
      node,
      `A breakpoint says where it stands with one of at, every and changes; ${found}`,
    );
    return null;
  }
  const text = childText(context, node, key, `\`${key}\` of a breakpoint`);
  if (text === undefined || text.trim() === '') return null;
  if (key === 'at') return readAt(context, childOf(node, 'at') ?? node, text, node);
  return key === 'every'
    ? { type: 'kind', kind: text.trim() }
    : { type: 'data', path: text.trim().replace(/^\{\{\s*|\s*\}\}$/g, '') };
}

function readAt(
  context: ReadContext,
  node: SourceNode,
  text: string,
  around?: MapNode,
): BreakpointTarget | null {
  const target = parseAt(text);
  if (target === null) {
    invalid(context, node, `${quote(text)} is no place for a breakpoint`);
    return null;
  }
  const line = around && childText(context, around, 'text', '`text` of a breakpoint');
  return target.type === 'line' && line !== undefined ? { ...target, text: line } : target;
}

function readRest(
  context: ReadContext,
  node: MapNode,
  target: BreakpointTarget,
): Partial<Omit<Breakpoint, 'id' | 'target'>> {
  const what = `of the breakpoint ${quote(formatTarget(target))}`;
  const condition = childText(context, node, 'when', `\`when\` ${what}`);
  const logMessage = childText(context, node, 'log', `\`log\` ${what}`);
  const after = childText(context, node, 'after', `\`after\` ${what}`);
  const hitCondition = readHits(context, node, what);
  const iteration = readIteration(context, node, what);
  const enabled = childOf(node, 'enabled');
  return {
    enabled: !(enabled?.type === 'scalar' && enabled.value === false),
    ...(condition !== undefined && { condition }),
    ...(hitCondition !== undefined && { hitCondition }),
    ...(logMessage !== undefined && { logMessage }),
    ...(after !== undefined && { waitFor: fileBreakpointId(canonicalName(after)) }),
    ...(iteration !== undefined && { iteration }),
  };
}

/** However the other one is written here, its id has the shortest way. */
function canonicalName(after: string): string {
  const target = parseAt(after);
  return target === null ? after.trim() : formatTarget(target);
}

function readHits(context: ReadContext, node: MapNode, what: string): string | undefined {
  const child = childOf(node, 'hits');
  if (child === undefined || isNothing(child)) return undefined;
  const value = child.type === 'scalar' ? child.value : null;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : null;
  if (text !== null && isHitCondition(text)) return text;
  invalid(
    context,
    child,
    `\`hits\` ${what} must be a count such as 5, ">= 5" or "% 5", found ${nameOf(child)}`,
  );
  return undefined;
}

function readIteration(context: ReadContext, node: MapNode, what: string): number | undefined {
  const child = childOf(node, 'iteration');
  if (child === undefined || isNothing(child)) return undefined;
  const value = child.type === 'scalar' ? child.value : null;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  invalid(context, child, `\`iteration\` ${what} must be 0 or more, found ${nameOf(child)}`);
  return undefined;
}

/** A run needs no breakpoints, so one that is wrong is worth a warning only. */
function invalid(context: ReadContext, node: SourceNode, message: string): void {
  context.problems.add({
    code: 'BREAKPOINT_INVALID',
    severity: 'warning',
    message,
    hint: 'Write, for example, `at: fetch`, `at: check.true -> notify` or `at: code:12`.',
    from: node.from,
    to: node.to,
  });
}
