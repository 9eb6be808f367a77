import { useMemo } from 'react';
import type { ExpressionHost } from '../editors';
import { useRuns } from '../runs';
import { useTypes } from '../types';
import { expressionHostOf } from './expressions/host-of-step';
import type { FieldModel } from './form/field-model';
import { useForm } from './form/form-context';

/** What an expression at a setting of the form can see. */
export function useExpressionHost({
  locals,
  seesBody,
}: Pick<FieldModel, 'locals' | 'seesBody'>): ExpressionHost {
  const { stepId } = useForm();
  const types = useTypes();
  // A run changes many times a second; previews follow it from state to state.
  const shown = useRuns((state) => `${state.run?.run ?? ''} ${state.run?.status ?? ''}`);
  const iterations = useRuns((state) => state.iterations);
  return useMemo(
    () => expressionHostOf(stepId, locals, seesBody),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a host reads document (`types`) and run (`shown`, `iterations`) when it is made, so it is made anew with them
    [types, shown, iterations, stepId, locals, seesBody],
  );
}
