import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { useStore } from 'zustand';
import { documentStore } from './document';
import type { DocumentState } from './document-state';

/** Reads the open document; the selector must give the same object for the same state. */
export function useDocument<T>(selector: (state: DocumentState<ParsedWorkflow>) => T): T {
  return useStore(documentStore, selector);
}
