import { useMemo } from 'react';
import { useDocument } from '../document';
import type { ExpressionHost } from '../editors';
import { latestOutput, runsStore, useRuns } from '../runs';
import { sampleScope, type SampleScope } from './expressions/sample-scope';
import { workflowExpressionHost } from './expressions/workflow-expression-host';
import { useForm } from './form/form-context';

/** What an expression at a setting of the form can see. */
export function useExpressionHost(locals: readonly string[]): ExpressionHost {
  const { stepId } = useForm();
  const workflow = useDocument((state) => state.workflow);
  // A run changes many times a second; previews follow it from state to state.
  const shown = useRuns((state) => `${state.run?.run ?? ''} ${state.run?.status ?? ''}`);
  return useMemo(() => {
    const read = (): SampleScope | null => {
      const { run } = runsStore.getState();
      return workflow && sampleScope({ workflow, run, outputOf: latestOutput }, stepId, locals);
    };
    return workflowExpressionHost(read);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `shown` says when `read` reads anew
  }, [workflow, shown, stepId, locals]);
}
