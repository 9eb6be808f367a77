import type { Breakpoint } from '../../debug/breakpoints';
import { nearestName } from '../../expressions/nearest-name';
import type { Edge, JoinPolicy, StepId } from '../model';
import { shorten } from '../source/check-keys';
import type { MapEntry, MapNode, SourceNode, SourcePath } from '../source/node';
import type { ProblemDraft, ProblemList } from '../source/problem-list';

/** Where a step stands in the text. */
export interface StepSource {
  readonly id: StepId;
  /** Path of the step's map from the root. */
  readonly path: SourcePath;
  readonly entry: MapEntry;
  /** The step's map; null when something else stands there. */
  readonly node: MapNode | null;
  /** The container it lies in; null at the top level. */
  readonly container: StepId | null;
}

/** Where an edge stands in the text. Dangling and repeated ones are not in the model. */
export interface EdgeSource {
  readonly edge: Edge;
  readonly path: SourcePath;
  readonly node: SourceNode;
  readonly container: StepId | null;
  /** Left out of the model. */
  readonly dangling: boolean;
}

/** Where a breakpoint of the file stands in the text. */
export interface BreakpointSource {
  readonly breakpoint: Breakpoint;
  readonly path: SourcePath;
  readonly node: SourceNode;
}

export interface ReadContext {
  readonly problems: ProblemList;
  readonly steps: Map<StepId, StepSource>;
  readonly edges: EdgeSource[];
  readonly breakpoints: BreakpointSource[];
  /** Set when the file has more steps than may be edited. */
  tooLarge: boolean;
  /** Join of steps that name none; a profile may say otherwise. */
  defaultJoin: JoinPolicy;
}

/** What a node is, in words for a message. */
export function nameOf(node: SourceNode): string {
  if (node.type === 'map') return 'a map';
  if (node.type === 'seq') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text ${quote(node.value)}`;
  return `${typeof node.value === 'number' ? 'the number' : 'the value'} ${node.value}`;
}

export function quote(text: string): string {
  return `"${shorten(text)}"`;
}

/** Reports that a node has another type than it should. */
export function wrongType(
  context: ReadContext,
  node: SourceNode,
  what: string,
  expected: string,
  more: Partial<ProblemDraft> = {},
): void {
  context.problems.add({
    code: 'SCHEMA_TYPE',
    message: `${what} must be ${expected}, found ${nameOf(node)}`,
    from: node.from,
    to: node.to,
    ...more,
  });
}

/** Warns of keys that mean nothing here; they are kept in the file. */
export function reportUnknownKeys(
  context: ReadContext,
  node: MapNode,
  known: readonly string[],
  where: string,
  step?: string,
): void {
  for (const entry of node.entries) {
    // `x-` marks what other tools keep in the file.
    if (known.includes(entry.key) || entry.key.startsWith('x-')) continue;
    const like = nearestName(entry.key, known);
    context.problems.add({
      code: 'KEY_UNKNOWN',
      severity: 'warning',
      message: `${where} has no key ${quote(entry.key)}`,
      hint: like === undefined ? `Known keys: ${known.join(', ')}.` : `Did you mean "${like}"?`,
      from: entry.keyFrom,
      to: entry.keyTo,
      ...(step !== undefined && { step }),
      fixes:
        like === undefined || node.entries.some((other) => other.key === like)
          ? []
          : [
              {
                title: `Rename to "${like}"`,
                changes: [{ from: entry.keyFrom, to: entry.keyTo, insert: like }],
              },
            ],
    });
  }
}

/** A child that is a map; absent, empty and wrong ones give undefined, wrong ones are reported. */
export function childMap(
  context: ReadContext,
  parent: MapNode,
  key: string,
  what: string,
  step?: string,
): MapNode | undefined {
  const node = childOf(parent, key);
  if (node === undefined || isNothing(node)) return undefined;
  if (node.type === 'map') return node;
  wrongType(context, node, what, 'a map', step === undefined ? {} : { step });
  return undefined;
}

/** A child that is text. */
export function childText(
  context: ReadContext,
  parent: MapNode,
  key: string,
  what: string,
  step?: string,
): string | undefined {
  const node = childOf(parent, key);
  if (node === undefined || isNothing(node)) return undefined;
  if (node.type === 'scalar' && typeof node.value === 'string') return node.value;
  const fix =
    node.type === 'scalar' && node.value !== null && node.alias !== true && node.style === 'plain'
      ? [{ title: 'Put it in quotes', changes: [quoteChange(node)] }]
      : [];
  wrongType(context, node, what, 'text', { fixes: fix, ...(step !== undefined && { step }) });
  return undefined;
}

function quoteChange(node: SourceNode) {
  const value = node.type === 'scalar' ? String(node.value) : '';
  return { from: node.from, to: node.to, insert: JSON.stringify(value) };
}

export function childOf(parent: MapNode, key: string): SourceNode | undefined {
  return parent.entries.find((entry) => entry.key === key)?.value;
}

export function isNothing(node: SourceNode): boolean {
  return node.type === 'scalar' && node.value === null;
}
