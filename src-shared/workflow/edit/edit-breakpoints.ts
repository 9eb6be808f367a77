import type { Breakpoint } from '../../debug/breakpoints';
import type { JsonValue } from '../../lib/json';
import type { StepId } from '../model';
import { formatTarget, nameOfFileBreakpoint } from '../read/breakpoint-text';
import { breakpointKeys } from '../read/read-breakpoints';
import type { BreakpointSource } from '../read/read-context';
import { parseEdge } from '../read/read-edges';
import { findEntry, toJson } from '../source/node';
import { orderOf, refuse, type EditContext } from './edit-context';
import { checkValue } from './edit-fields';

/** Adds, changes or removes one of the file's own breakpoints; its place in the list stays. */
export function setBreakpoint(
  context: EditContext,
  id: string | null,
  breakpoint: Omit<Breakpoint, 'id'> | undefined,
): void {
  const source = id === null ? null : sourceOf(context, id);
  if (breakpoint === undefined) {
    if (source !== null) removeBreakpoint(context, source);
    return;
  }
  const data = breakpointData(breakpoint);
  checkValue(data, ['breakpoints']);
  if (source === null) {
    const order = orderOf([], 'breakpoints');
    context.patch.append(['breakpoints'], { value: data }, { order });
    return;
  }
  if (source.node.type !== 'map' || source.node.alias === true) {
    context.patch.set(source.path, { value: data });
    return;
  }
  for (const key of breakpointKeys) {
    const path = [...source.path, key];
    const value = data[key];
    const present = findEntry(source.node, key)?.value;
    if (value === undefined) {
      if (present !== undefined) context.patch.remove(path);
    } else if (present === undefined || toJson(present) !== value) {
      const before = breakpointKeys.slice(breakpointKeys.indexOf(key) + 1);
      context.patch.set(path, { value }, { order: { level: source.path.length, before } });
    }
  }
}

/** A breakpoint as it stands in a file: only what is not as usual. */
function breakpointData(breakpoint: Omit<Breakpoint, 'id'>): Record<string, JsonValue> {
  const { target, enabled, condition, hitCondition, logMessage, waitFor, iteration } = breakpoint;
  const after = waitFor === undefined ? undefined : nameOfFileBreakpoint(waitFor);
  if (after === null) {
    refuse(
      'BREAKPOINT_PERSONAL',
      'The breakpoint that it waits for is not in the file',
      'Share that one first.',
    );
  }
  return {
    ...placeData(target),
    ...(!enabled && { enabled }),
    ...(condition !== undefined && { when: condition }),
    ...(hitCondition !== undefined && { hits: countOf(hitCondition) }),
    ...(logMessage !== undefined && { log: logMessage }),
    ...(after !== undefined && { after }),
    ...(iteration !== undefined && { iteration }),
  };
}

function placeData(target: Breakpoint['target']): Record<string, JsonValue> {
  if (target.type === 'kind') return { every: target.kind };
  if (target.type === 'data') return { changes: target.path };
  const at = formatTarget(target);
  return target.type === 'line' && target.text !== undefined ? { at, text: target.text } : { at };
}

function countOf(hitCondition: string): JsonValue {
  return /^\d{1,9}$/.test(hitCondition) ? Number(hitCondition) : hitCondition;
}

/** Those that stand at steps which go, or at wires of theirs. */
export function removeBreakpointsOf(context: EditContext, gone: ReadonlySet<StepId>): void {
  for (const source of context.parsed.source.breakpoints) {
    if (stepsOf(source).some((step) => gone.has(step))) removeBreakpoint(context, source);
  }
}

function stepsOf({ breakpoint: { target } }: BreakpointSource): readonly StepId[] {
  if (target.type === 'step' || target.type === 'line') return [target.step];
  const edge = target.type === 'wire' ? parseEdge(target.edge) : null;
  return edge === null ? [] : [edge.from, edge.to];
}

function sourceOf(context: EditContext, id: string): BreakpointSource {
  const found = context.parsed.source.breakpoints.find(({ breakpoint }) => breakpoint.id === id);
  if (found !== undefined) return found;
  const name = nameOfFileBreakpoint(id) ?? id;
  return refuse(
    'BREAKPOINT_MISSING',
    `There is no breakpoint at "${name}" in the file`,
    'It may have been removed already.',
  );
}

function removeBreakpoint(context: EditContext, { path }: BreakpointSource): void {
  context.patch.remove(path);
  context.patch.dropWhenEmpty(['breakpoints']);
}
