import { useMemo } from 'react';
import { useDocument } from '../document';
import type { ExpressionHost } from '../editors';
import { useRuns } from '../runs';
import { expressionHostOf } from './expressions/host-of-step';
import { useForm } from './form/form-context';

/** What an expression at a setting of the form can see. */
export function useExpressionHost(locals: readonly string[]): ExpressionHost {
  const { stepId } = useForm();
  const workflow = useDocument((state) => state.workflow);
  // A run changes many times a second; previews follow it from state to state.
  const shown = useRuns((state) => `${state.run?.run ?? ''} ${state.run?.status ?? ''}`);
  return useMemo(
    () => expressionHostOf(stepId, locals),
    // A host reads document and run once: it is made anew when they change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [workflow, shown, stepId, locals],
  );
}
