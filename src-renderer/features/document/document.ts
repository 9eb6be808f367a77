import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import { ipc } from '../../ipc/client';
import { announce } from '../../ui/announcer';
import { showErrorToast } from '../../ui/error-toast';
import { createDocumentStore, type DocumentStore } from './document-store';
import { workflowLanguage } from './workflow-language';

/** The window's one open document. Features read it with `useDocument` and call its actions. */
export const documentStore: DocumentStore<ParsedWorkflow, WorkflowEdit> = createDocumentStore({
  documents: ipc.documents,
  language: workflowLanguage,
  timers: {
    now: () => performance.now(),
    setTimer: (run, delay) => window.setTimeout(run, delay),
    clearTimer: (timer) => window.clearTimeout(timer as number | undefined),
  },
  onAutosaveFailed: (error) =>
    showErrorToast(error, 'Your latest changes could not be stored. Trying again…'),
  // What was to be saved is in the window still and in the journal. A banner says so until it is
  // saved; the document may have been left meanwhile.
  onSaveFailed(error) {
    const title = 'The workflow was not saved, your edits are kept';
    if (documentStore.getState().error) announce([title, error.message, error.hint].join('. '));
    else showErrorToast(error, title);
  },
});
