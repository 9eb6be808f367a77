import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import type { SourceNode } from '@shared/workflow/source/node';
import { pathInSource } from '../form/path-in-source';
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
    const path = pathInSource(node, problem.range).map(String);
    if (path[0] === undefined || !known.has(path[0])) return [];
    return [{ ...problem, path: retryPath(node, path) }];
  });
}

/** `retry: 0` is the attempts of the form. */
function retryPath(node: SourceNode | undefined, path: readonly string[]): readonly string[] {
  if (path[0] !== 'retry' || path.length > 1 || node?.type !== 'map') return path;
  const written = node.entries.find(({ key }) => key === 'retry')?.value;
  return written?.type === 'scalar' && typeof written.value === 'number'
    ? ['retry', 'attempts']
    : path;
}
