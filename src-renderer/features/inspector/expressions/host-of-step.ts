import { findStepDefinition } from '@shared/steps';
import { findStep } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { documentStore } from '../../document';
import type { ExpressionHost } from '../../editors';
import { localsLookedAt, runsStore, shownOutput } from '../../runs';
import { sureTypesOf, typesOf } from '../../types';
import { completionContext } from './completion-context';
import { sampleScope } from './sample-scope';
import { workflowExpressionHost } from './workflow-expression-host';

/** What expressions of a step see as things are now: the document and the shown run. */
export function expressionHostOf(
  stepId: string | null,
  own: readonly string[],
  seesBody = false,
): ExpressionHost {
  return workflowExpressionHost(() => {
    const { workflow } = documentStore.getState();
    if (!workflow) return null;
    const locals = seesBody ? [...own, ...namesInside(workflow, stepId)] : own;
    const { run, steps } = runsStore.getState();
    const sources = { workflow, run, outputOf: shownOutput, localsOf: localsLookedAt };
    const sample = sampleScope(sources, stepId, locals);
    return {
      sample,
      context: completionContext(typesOf(workflow), stepId, locals, sample),
      sure:
        workflow.settings.missing === 'error'
          ? sureTypesOf(workflow).rootsWith(stepId, locals)
          : null,
      ran: new Set(steps.keys()),
    };
  });
}

/** What a container calls things in the graph inside it. */
function namesInside(workflow: Workflow, stepId: string | null): readonly string[] {
  const step = stepId === null ? undefined : findStep(workflow, stepId);
  if (!step) return [];
  return findStepDefinition(step.kind)?.container?.locals(step.config) ?? [];
}
