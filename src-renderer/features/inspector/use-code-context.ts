import { codeNames } from '@shared/types/typescript/code-file';
import { findStep } from '@shared/workflow/graph/scopes';
import { useMemo } from 'react';
import type { CodeContext } from '../editors';
import { useTypes } from '../types';
import { useForm } from './form/form-context';

/** What the code of the selected step can reach, with the types of what flows in. */
export function useCodeContext(): CodeContext {
  const { stepId, config } = useForm();
  const types = useTypes();
  const modules = config['modules'] === 'node' ? 'node' : 'none';
  return useMemo(() => {
    const step = types === null || stepId === null ? undefined : findStep(types.workflow, stepId);
    const names = types && step ? codeNames(types, step) : new Map();
    return { names, modules };
  }, [types, stepId, modules]);
}
