import type { WorkflowId } from '@shared/lib/ids';
import { findStepDefinition } from '@shared/steps/index';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { calledFile, calledName } from '../../called/index';
import { documentStore } from '../../document/index';
import { libraryStore } from '../../library/index';
import { runsStore } from '../../runs/index';

/** The workflows of the library that a session calls: those its steps name, and those it has called. */
export function calledWorkflows(workflow: Workflow | null): readonly WorkflowId[] {
  const { entries } = libraryStore.getState();
  const called = [...(runsStore.getState().run?.frames.values() ?? [])].map(
    (frame) => frame.workflow.id as WorkflowId | null,
  );
  const named =
    workflow === null
      ? []
      : references(workflow).map((reference) => {
          const file = calledFile(reference, documentStore.getState().path);
          return file === undefined
            ? calledName(reference, entries)?.id
            : entries.find((entry) => entry.path === file)?.id;
        });
  return [...called, ...named].filter((id) => id !== null && id !== undefined);
}

function references(workflow: Workflow): string[] {
  const found: string[] = [];
  for (const { step } of allScopes(workflow).values()) {
    const calls = findStepDefinition(step.kind)?.calls;
    const reference = calls && step.config[calls.workflow];
    if (typeof reference === 'string' && !reference.includes('{{')) found.push(reference.trim());
  }
  return found;
}
