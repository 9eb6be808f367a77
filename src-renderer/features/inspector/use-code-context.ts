import { isJsonObject } from '@shared/lib/json';
import { findStepDefinition } from '@shared/steps';
import { allScopes, visibleSteps } from '@shared/workflow/graph/scopes';
import type { Step, Workflow } from '@shared/workflow/model';
import { useMemo } from 'react';
import type { CodeContext } from '../editors';
import { useDocument } from '../document';
import { useForm } from './form/form-context';

/** What the code of the selected step can reach, from the model. */
export function useCodeContext(): CodeContext {
  const { stepId, config } = useForm();
  const workflow = useDocument((state) => state.workflow);
  const args = JSON.stringify(isJsonObject(config['args']) ? Object.keys(config['args']) : []);
  const modules = config['modules'] === 'node' ? 'node' : 'none';
  return useMemo(
    () => ({ ...codeContext(workflow, stepId), args: JSON.parse(args) as string[], modules }),
    [workflow, stepId, args, modules],
  );
}

function codeContext(
  workflow: Workflow | null,
  stepId: string | null,
): Omit<CodeContext, 'args' | 'modules'> {
  if (!workflow || stepId === null) return { steps: [], vars: {}, locals: [] };
  const all = allScopes(workflow);
  const containers = all.get(stepId)?.containers ?? [];
  return {
    input: workflow.input,
    steps: [...visibleSteps(workflow, stepId)].flatMap((id) => {
      const step = all.get(id)?.step;
      if (!step) return [];
      const title = step.title !== undefined && { title: step.title };
      return [{ id, ...title, output: outputSchema(step, workflow) }];
    }),
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
