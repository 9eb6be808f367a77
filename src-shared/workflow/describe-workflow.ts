import { allScopes } from './graph/scopes';
import type { Workflow } from './model';

/** What a list of workflows shows of one. */
export interface WorkflowDescription {
  readonly name: string;
  readonly description: string;
  /** Nested steps included. */
  readonly stepCount: number;
  readonly kinds: readonly string[];
  readonly secrets: readonly string[];
}

export function describeWorkflow(workflow: Workflow): WorkflowDescription {
  const steps = [...allScopes(workflow).values()].map((scope) => scope.step);
  return {
    name: workflow.name,
    description: workflow.description ?? '',
    stepCount: steps.length,
    kinds: [...new Set(steps.map((step) => step.kind))].filter((kind) => kind !== '').sort(),
    secrets: workflow.secrets,
  };
}
