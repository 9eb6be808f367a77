import type { ContentHash, WorkflowId } from '@shared/lib/ids';
import { hashText } from '../storage/content-hash';
import type { TrustReason, TrustRepository } from '../storage/repositories/trust';
import type { WorkflowRecord, WorkflowsRepository } from '../storage/repositories/workflows';

// Trust belongs to a text, by its hash. A document is trusted when the text that is being edited
// goes back to a trusted one: what somebody types here is theirs, what comes from outside is not.

export interface DocumentTrust {
  isTrusted(text: string): boolean;
  /** Whether the document as it is being edited is trusted. */
  ofDocument(record: WorkflowRecord): boolean;
  /** Whether a text that the window sends for a document is: by itself, or as an edit of the document. */
  ofEdit(id: WorkflowId | null, text: string): boolean;
  trust(hash: ContentHash, reason: TrustReason): void;
}

export function createDocumentTrust(
  trusted: TrustRepository,
  workflows: Pick<WorkflowsRepository, 'find'>,
  now: () => number,
): DocumentTrust {
  function ofDocument(record: WorkflowRecord): boolean {
    return record.draft ? record.draft.trusted : trusted.isTrusted(record.savedHash);
  }

  return {
    isTrusted: (text) => trusted.isTrusted(hashText(text)),
    ofDocument,
    ofEdit(id, text) {
      if (trusted.isTrusted(hashText(text))) return true;
      const record = id === null ? undefined : workflows.find(id);
      return record !== undefined && ofDocument(record);
    },
    trust: (hash, reason) => trusted.trust(hash, reason, now()),
  };
}
