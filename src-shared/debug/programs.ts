import type { ContentHash } from '../lib/ids';
import type { StepDefinition } from '../steps/define-step';
import { allScopes, type StepScope } from '../workflow/graph/scopes';
import type { Graph, Workflow } from '../workflow/model';

/** The texts that a run was made from, and what its kinds say of themselves. */
export interface RunPrograms {
  /** The run's own workflow, and those that it called; null for one that cannot be had any more. */
  workflowOf(hash: ContentHash): Workflow | null;
  definitionOf(kind: string): StepDefinition | undefined;
  /** Environment variables of the machine, for runs that did not record theirs. */
  readonly environment?: Readonly<Record<string, string>>;
}

export function programsOf(
  workflows: ReadonlyMap<string, Workflow>,
  definitionOf: (kind: string) => StepDefinition | undefined,
  environment?: Readonly<Record<string, string>>,
): RunPrograms {
  return {
    workflowOf: (hash) => workflows.get(hash) ?? null,
    definitionOf,
    ...(environment !== undefined && { environment }),
  };
}

/** A step of a workflow with the graph it stands in. */
export function placeOf(workflow: Workflow | null, step: string): StepScope | null {
  return workflow === null ? null : (allScopes(workflow).get(step) ?? null);
}

/** What people call a step. */
export function titleOf(workflow: Workflow | null, step: string): string {
  return placeOf(workflow, step)?.step.title ?? step;
}

export const emptyGraph: Graph = Object.freeze({ steps: new Map(), edges: [] });
