import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import type { MapEntry, SourceNode } from '@shared/workflow/source/node';
import { behaviourKeys } from './behaviour-values';

const known: ReadonlySet<string> = new Set(behaviourKeys);

/** A problem at a field of the behaviour form, as `path`: `['retry', 'delay']`. */
export interface BehaviourProblem extends Problem {
  readonly path: readonly string[];
}

/**
 * Problems of a step that lie in what the behaviour form shows. They are found by their place in
 * the text: whoever reports them need not know that there is a form.
 */
export function behaviourProblems(
  parsed: ParsedWorkflow,
  id: string,
  problems: readonly Problem[],
): readonly BehaviourProblem[] {
  const node = parsed.source.steps.get(id)?.node ?? undefined;
  return problems.flatMap((problem) => {
    if (problem.step !== id || problem.path !== undefined) return [];
    const path = pathTo(node, problem);
    if (path[0] === undefined || !known.has(path[0])) return [];
    return [{ ...problem, path: retryPath(node, path) }];
  });
}

/** The keys on the way to the innermost entry that holds the problem. */
function pathTo(node: SourceNode | undefined, problem: Problem): string[] {
  if (node?.type !== 'map') return [];
  const entry = node.entries.find((one) => holds(one, problem));
  return entry === undefined ? [] : [entry.key, ...pathTo(entry.value, problem)];
}

function holds(entry: MapEntry, { range }: Problem): boolean {
  return entry.keyFrom <= range.from && range.to <= Math.max(entry.colonTo, entry.value.to);
}

/** `retry: 0` is the attempts of the form. */
function retryPath(node: SourceNode | undefined, path: readonly string[]): readonly string[] {
  if (path[0] !== 'retry' || path.length > 1 || node?.type !== 'map') return path;
  const written = node.entries.find(({ key }) => key === 'retry')?.value;
  return written?.type === 'scalar' && typeof written.value === 'number'
    ? ['retry', 'attempts']
    : path;
}
