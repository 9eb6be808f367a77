import { findStepDefinition } from '@shared/steps/index';
import { allScopes } from '@shared/workflow/graph/scopes';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { DocumentService } from '../services/document-service';

/**
 * Documents that make processes for code ready once a workflow with code is opened. They take some
 * hundred megabytes: who has no code should not pay for them.
 */
export function warmingCode(documents: DocumentService, warm: () => void): DocumentService {
  return {
    ...documents,
    async open(id) {
      const opened = await documents.open(id);
      if (hasCode(opened.text)) warm();
      return opened;
    },
  };
}

function hasCode(text: string): boolean {
  const { workflow } = parseWorkflow(text);
  if (workflow === null) return false;
  return [...allScopes(workflow).values()].some(
    ({ step }) => findStepDefinition(step.kind)?.types?.code !== undefined,
  );
}
