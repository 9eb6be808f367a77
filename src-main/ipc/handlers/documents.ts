import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { CalledWorkflowService } from '../../services/called-workflow-service';
import type { DocumentService } from '../../services/document-service';
import { done } from './done';

export function createDocumentHandlers(
  documents: DocumentService,
  called: CalledWorkflowService,
): Handlers<Contract>['documents'] {
  return {
    open: ({ id }) => documents.open(id),
    saveDraft: ({ id, text }) => done(documents.saveDraft(id, text)),
    save: ({ id, text }) => documents.save(id, text),
    saveAs: ({ id, text }) => documents.saveAs(id, text),
    discardDraft: ({ id }) => documents.discardDraft(id),
    trust: ({ id, text }) => done(documents.trust(id, text)),
    called: ({ id, references, seen }) => called.of(id, references, seen),
    saveData: ({ suggestedName, base64 }) => documents.saveData(suggestedName, base64),
    showInFolder: async ({ id }) => done(await documents.showInFolder(id)),
    choosePath: ({ purpose, title }) => documents.choosePath(purpose, title),
  };
}
