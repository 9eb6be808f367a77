import { findStepDefinition } from '@shared/steps';
import type { Type } from '@shared/types/type';
import type { Workflow } from '@shared/workflow/model';
import type { TypeEvidence } from '@shared/workflow/typing/evidence';
import { typesOfWorkflow, type WorkflowTypes } from '@shared/workflow/typing/workflow-types';
import { typesStore } from './types-store';

let latest: {
  readonly workflow: Workflow;
  readonly code: ReadonlyMap<string, Type>;
  readonly outputs: ReadonlyMap<string, Type>;
  readonly types: WorkflowTypes;
} | null = null;

/** Everything that is known of types in a workflow now; worked out once for as long as that holds. */
export function typesOf(workflow: Workflow): WorkflowTypes {
  const { code, outputs, input } = typesStore.getState();
  if (latest?.workflow === workflow && latest.code === code && latest.outputs === outputs) {
    return latest.types;
  }
  const evidence: TypeEvidence = { code, outputs, ...(input && { input }) };
  const types = typesOfWorkflow(workflow, { find: findStepDefinition, evidence });
  latest = { workflow, code, outputs, types };
  return types;
}

let latestSure: {
  readonly workflow: Workflow;
  readonly code: ReadonlyMap<string, Type>;
  readonly types: WorkflowTypes;
} | null = null;

/** The same without what only examples show. */
export function sureTypesOf(workflow: Workflow): WorkflowTypes {
  const { code } = typesStore.getState();
  if (latestSure?.workflow === workflow && latestSure.code === code) return latestSure.types;
  const types = typesOfWorkflow(workflow, {
    find: findStepDefinition,
    evidence: { code },
    sure: true,
  });
  latestSure = { workflow, code, types };
  return types;
}
