import type { StepDefinition } from '../../steps/define-step';
import { allScopes } from '../graph/scopes';
import type { Step, Workflow } from '../model';

type Find = (kind: string) => StepDefinition | undefined;

/** What a step calls; undefined when it calls nothing, or what only a run can tell. */
export function callReference(step: Step, find: Find): string | undefined {
  const calls = find(step.kind)?.calls;
  const reference = calls === undefined ? undefined : step.config[calls.workflow];
  if (typeof reference !== 'string' || reference.trim() === '' || reference.includes('{{')) {
    return undefined;
  }
  return reference;
}

/** Every workflow that the steps of a workflow call, each once. */
export function callReferences(workflow: Workflow, find: Find): readonly string[] {
  const found = new Set<string>();
  for (const { step } of allScopes(workflow).values()) {
    const reference = step.disabled ? undefined : callReference(step, find);
    if (reference !== undefined) found.add(reference);
  }
  return [...found];
}
