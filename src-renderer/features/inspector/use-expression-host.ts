import { useMemo } from 'react';
import { useDocument } from '../document';
import type { ExpressionHost } from '../editors';
import { useRuns } from '../runs';
import { expressionHostOf } from './expressions/host-of-step';
import type { FieldModel } from './form/field-model';
import { useForm } from './form/form-context';

/** What an expression at a setting of the form can see. */
export function useExpressionHost({
  locals,
  seesBody,
}: Pick<FieldModel, 'locals' | 'seesBody'>): ExpressionHost {
  const { stepId } = useForm();
  const workflow = useDocument((state) => state.workflow);
  // A run changes many times a second; previews follow it from state to state.
  const shown = useRuns((state) => `${state.run?.run ?? ''} ${state.run?.status ?? ''}`);
  return useMemo(
    () => expressionHostOf(stepId, locals, seesBody),
    // A host reads document and run once: it is made anew when they change.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [workflow, shown, stepId, locals, seesBody],
  );
}
