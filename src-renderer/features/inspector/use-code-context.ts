import { findStepDefinition } from '@shared/steps';
import type { Step, Workflow } from '@shared/workflow/model';
import { useMemo } from 'react';
import type { CodeContext } from '../editors';
import { useDocument } from '../document';
import { findStep, stepsBefore } from './find-step';
import { useForm } from './form/form-context';

/** What the code of the selected step can reach, from the model. */
export function useCodeContext(): CodeContext {
  const { stepId } = useForm();
  const workflow = useDocument((state) => state.workflow);
  return useMemo(() => codeContext(workflow, stepId), [workflow, stepId]);
}

function codeContext(workflow: Workflow | null, stepId: string | null): CodeContext {
  if (!workflow || stepId === null) return { steps: [], vars: {}, locals: [] };
  const containers = findStep(workflow, stepId)?.containers ?? [];
  return {
    input: workflow.input,
    steps: stepsBefore(workflow, stepId).map((step) => ({
      id: step.id,
      ...(step.title !== undefined && { title: step.title }),
      output: outputSchema(step, workflow),
    })),
    vars: workflow.vars,
    locals: containers.flatMap(
      (step) => findStepDefinition(step.kind)?.container?.locals(step.config) ?? [],
    ),
  };
}

/** A trigger's output is the run's input; others say themselves. */
function outputSchema(step: Step, workflow: Workflow) {
  const definition = findStepDefinition(step.kind);
  return definition?.trigger ? workflow.input : definition?.outputSchema(step.config);
}
