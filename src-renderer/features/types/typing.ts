import { findStepDefinition } from '@shared/steps';
import type { Type } from '@shared/types/type';
import type { Workflow } from '@shared/workflow/model';
import { typesOfWorkflow, type WorkflowTypes } from '@shared/workflow/typing/workflow-types';
import { evidenceOf } from '@shared/workflow/validate/type-evidence';
import { callsStore } from '../calls';
import { typesStore } from './types-store';

type KnownCalls = ReturnType<typeof callsStore.getState>['known'];

let latest: {
  readonly workflow: Workflow;
  readonly code: ReadonlyMap<string, Type>;
  readonly outputs: ReadonlyMap<string, Type>;
  readonly calls: KnownCalls;
  readonly types: WorkflowTypes;
} | null = null;

/** Everything that is known of types in a workflow now; worked out once for as long as that holds. */
export function typesOf(workflow: Workflow): WorkflowTypes {
  const { code, outputs, input } = typesStore.getState();
  const { known: calls } = callsStore.getState();
  if (
    latest?.workflow === workflow &&
    latest.code === code &&
    latest.outputs === outputs &&
    latest.calls === calls
  ) {
    return latest.types;
  }
  const evidence = { code, outputs, ...(input && { input }) };
  const types = typesOfWorkflow(workflow, {
    find: findStepDefinition,
    evidence: evidenceOf({ evidence, ...calls }),
    self: calls.self ?? null,
  });
  latest = { workflow, code, outputs, calls, types };
  return types;
}

/** All that `typesOf` goes by beside the workflow: the same parts, the same types. */
export function typeEvidence(): readonly unknown[] {
  const { code, outputs, input } = typesStore.getState();
  return [code, outputs, input, callsStore.getState().known];
}

let latestSure: {
  readonly workflow: Workflow;
  readonly code: ReadonlyMap<string, Type>;
  readonly calls: KnownCalls;
  readonly types: WorkflowTypes;
} | null = null;

/** The same without what only examples show. */
export function sureTypesOf(workflow: Workflow): WorkflowTypes {
  const { code } = typesStore.getState();
  const { known: calls } = callsStore.getState();
  if (latestSure?.workflow === workflow && latestSure.code === code && latestSure.calls === calls) {
    return latestSure.types;
  }
  const types = typesOfWorkflow(workflow, {
    find: findStepDefinition,
    evidence: evidenceOf({ evidence: { code }, ...calls }),
    self: calls.self ?? null,
    sure: true,
  });
  latestSure = { workflow, code, calls, types };
  return types;
}
