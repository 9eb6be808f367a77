import { documentStore } from '../../document';
import type { ExpressionHost } from '../../editors';
import { latestOutput, runsStore } from '../../runs';
import { completionContext } from './completion-context';
import { sampleScope } from './sample-scope';
import { workflowExpressionHost } from './workflow-expression-host';

/** What expressions of a step see as things are now: the document and the shown run. */
export function expressionHostOf(stepId: string | null, locals: readonly string[]): ExpressionHost {
  return workflowExpressionHost(() => {
    const { workflow } = documentStore.getState();
    if (!workflow) return null;
    const { run, steps } = runsStore.getState();
    const sample = sampleScope({ workflow, run, outputOf: latestOutput }, stepId, locals);
    return {
      sample,
      context: completionContext(workflow, stepId, locals, sample),
      ran: new Set(steps.keys()),
    };
  });
}
