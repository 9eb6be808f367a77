import type { WorkflowEdit } from '../edit/workflow-edit';
import type { Problem, ProblemFix } from '../problem';
import { parseEdge } from '../read/read-edges';
import type { MapEntry, SourceNode } from '../source/node';
import { freeStepId, isStepId } from '../step-id';
import { editFix, removalFix } from './fixes';
import type { Validation } from './validation';

// Fixes of problems that reading finds: there the text is known, but not yet what can be edited.

/** The problems of reading, with the fixes that need the whole text. */
export function withReadFixes(validation: Validation): readonly Problem[] {
  return validation.parsed.problems.map((problem) => {
    const more = fixesFor(validation, problem);
    return more.length === 0 ? problem : { ...problem, fixes: [...problem.fixes, ...more] };
  });
}

function fixesFor(validation: Validation, problem: Problem): readonly ProblemFix[] {
  switch (problem.code) {
    case 'EDGE_DANGLING':
    case 'EDGE_DUPLICATE':
      return removeEdgeHere(validation, problem);
    case 'EDGE_SYNTAX':
      return [...mendEdge(validation, problem), ...removeLineHere(validation, problem)];
    case 'ID_INVALID':
    case 'NODE_DUPLICATE':
    case 'KEY_DUPLICATE':
      return renameHere(validation, problem);
    case 'RETRY_INVALID':
    case 'DURATION_INVALID':
    case 'GUARD_INVALID':
      return dropPolicy(validation, problem);
    default:
      return [];
  }
}

/** By its place and not by its ends: a line that stands twice has an other that stays. */
function removeEdgeHere(validation: Validation, { range }: Problem): readonly ProblemFix[] {
  const source = validation.parsed.source.edges.find(({ node }) => node.from === range.from);
  return source === undefined ? [] : removalFix(validation, 'Remove the edge', source.path);
}

const arrows = /^\s*([^\s>=→-]+)\s*(?:-+>|=+>|→|>|-+)\s*([^\s>=→-]+)\s*$/;

/** Arrows of other kinds, as people write them. */
function mendEdge(validation: Validation, { range }: Problem): readonly ProblemFix[] {
  const written = validation.parsed.text.slice(range.from, range.to);
  const match = arrows.exec(written);
  const mended = match === null ? '' : `${match[1] ?? ''} -> ${match[2] ?? ''}`;
  if (parseEdge(mended) === null || /["'#:{}[\],&*]/.test(written)) return [];
  return [{ title: `Write ${mended}`, changes: [{ ...range, insert: mended }] }];
}

function removeLineHere(validation: Validation, { range }: Problem): readonly ProblemFix[] {
  const { root, steps } = validation.parsed.source;
  const holders: [readonly (string | number)[], SourceNode | undefined][] = [
    [[], root ?? undefined],
    ...[...steps.values()].map((step): [readonly (string | number)[], SourceNode | undefined] => [
      step.path,
      step.node ?? undefined,
    ]),
  ];
  for (const [path, node] of holders) {
    const list =
      node?.type === 'map' ? node.entries.find(({ key }) => key === 'edges')?.value : undefined;
    if (list?.type !== 'seq') continue;
    const at = list.items.findIndex(({ value }) => value.from === range.from);
    if (at >= 0) return removalFix(validation, 'Remove the edge', [...path, 'edges', at]);
  }
  return [];
}

/** Only where a step is meant: any other key may be one that something depends on. */
function renameHere(validation: Validation, { range }: Problem): readonly ProblemFix[] {
  const entry = stepEntryAt(validation, range.from);
  if (entry === undefined || entry.unusual) return [];
  const taken = new Set(validation.parsed.source.steps.keys());
  const id = freeStepId(entry.key, taken);
  if (!isStepId(id)) return [];
  const changes = [{ from: entry.keyFrom, to: entry.keyTo, insert: id }];
  return [{ title: `Rename to "${id}"`, changes }];
}

function stepEntryAt(validation: Validation, offset: number): MapEntry | undefined {
  const { root, steps } = validation.parsed.source;
  for (const node of [root, ...[...steps.values()].map((step) => step.node)]) {
    if (node?.type !== 'map') continue;
    const list = node.entries.find(({ key }) => key === 'steps')?.value;
    const found = list?.type === 'map' && list.entries.find(({ keyFrom }) => keyFrom === offset);
    if (found) return found;
  }
  return undefined;
}

const policies = ['retry', 'rateLimit', 'circuitBreaker', 'timeout'] as const;

/** Without the policy the step means something, with half of it nothing. */
function dropPolicy(validation: Validation, { step, range }: Problem): readonly ProblemFix[] {
  const node = step === undefined ? null : validation.parsed.source.steps.get(step)?.node;
  if (step === undefined || !node) return [];
  const entry = node.entries.find(
    ({ value }) => value.from <= range.from && range.to <= value.to && value.to > value.from,
  );
  const field = policies.find((policy) => policy === entry?.key);
  if (field === undefined) return [];
  const edit: WorkflowEdit = { type: 'set-step-field', id: step, field };
  return editFix(validation, `Remove \`${field}\``, edit);
}
