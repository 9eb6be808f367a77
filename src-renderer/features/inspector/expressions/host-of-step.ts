import { documentStore } from '../../document';
import type { ExpressionHost } from '../../editors';
import { latestOutput, runsStore } from '../../runs';
import { sampleScope } from './sample-scope';
import { workflowExpressionHost } from './workflow-expression-host';

/** What expressions of a step see right now; for editors outside the form. */
export function expressionHostOf(stepId: string | null, locals: readonly string[]): ExpressionHost {
  return workflowExpressionHost(() => {
    const { workflow } = documentStore.getState();
    const { run } = runsStore.getState();
    return workflow && sampleScope({ workflow, run, outputOf: latestOutput }, stepId, locals);
  });
}
