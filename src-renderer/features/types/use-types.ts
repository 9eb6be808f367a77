import { useStore } from 'zustand';
import type { WorkflowTypes } from '@shared/workflow/typing/workflow-types';
import { callsStore } from '../calls';
import { useDocument } from '../document';
import { typesStore } from './types-store';
import { typesOf } from './typing';

/** The types of the open workflow; drawn again when more is known. */
export function useTypes(): WorkflowTypes | null {
  const workflow = useDocument((state) => state.workflow);
  useStore(typesStore, (state) => state.code);
  useStore(typesStore, (state) => state.outputs);
  useStore(callsStore, (state) => state.known);
  return workflow === null ? null : typesOf(workflow);
}
