import type { WorkflowMatches } from '@shared/ipc/library';
import { findText } from '@shared/text/find-text';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowsRepository } from '../storage/repositories/workflows';

// Searching the texts of all workflows, as they are edited now.

export interface SearchService {
  /** Workflows whose text holds the words, the one changed last first. */
  searchText(query: string): Promise<WorkflowMatches[]>;
}

const mostWorkflows = 100;
const mostMatches = 50;
/** Texts that are looked through before others get their turn. */
const batch = 25;

export function createSearchService(
  workflows: Pick<WorkflowsRepository, 'list' | 'find'>,
  versions: Pick<VersionsRepository, 'text'>,
): SearchService {
  return {
    async searchText(query) {
      const found: WorkflowMatches[] = [];
      for (const [at, { id, name }] of workflows.list().entries()) {
        if (found.length >= mostWorkflows) break;
        if (at % batch === batch - 1) await turn();
        const record = workflows.find(id);
        // Deleted meanwhile.
        if (!record) continue;
        const text = record.draft?.text ?? versions.text(record.savedHash);
        const { matches, total } = findText(text, query, mostMatches);
        if (total > 0) found.push({ id, name, matches: [...matches], total });
      }
      return found;
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
