import type { Contract } from '@shared/ipc/contract';
import type { Handlers } from '@shared/ipc/define-contract';
import type { DocumentService } from '../../services/document-service';
import { done } from './done';

export function createDocumentHandlers(
  documents: DocumentService,
): Handlers<Contract>['documents'] {
  return {
    open: ({ id }) => documents.open(id),
    saveDraft: ({ id, text }) => done(documents.saveDraft(id, text)),
    save: ({ id, text }) => documents.save(id, text),
    saveAs: ({ id, text }) => documents.saveAs(id, text),
    discardDraft: ({ id }) => documents.discardDraft(id),
    trust: ({ id, text }) => done(documents.trust(id, text)),
    choosePath: ({ purpose, title }) => documents.choosePath(purpose, title),
  };
}
