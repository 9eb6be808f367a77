import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { pathInSource } from '../form/path-in-source';
import { workflowKeys } from './workflow-fields';

const known: ReadonlySet<unknown> = new Set(workflowKeys);

/**
 * Problems of the workflow itself at the fields of its form, found by their place in the text as
 * those of a step's behaviour are. A required key that is missing has no place but its name.
 */
export function workflowProblems(
  parsed: ParsedWorkflow,
  problems: readonly Problem[],
): readonly Problem[] {
  const root = parsed.source.root ?? undefined;
  return problems.flatMap((problem) => {
    if (problem.step !== undefined || problem.edge !== undefined) return [];
    const path = pathInSource(root, problem.range);
    return known.has(path[0]) ? [{ ...problem, path }] : [];
  });
}
