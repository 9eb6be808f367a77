import { err } from '@shared/lib/result';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { type ParsedWorkflow, parseWorkflow } from '@shared/workflow/parse-workflow';
import type { DocumentLanguage } from './language';
import { readOnlyError } from './read-only-error';

// Editing by commands is switched on with planEdit; until then the source is edited as text.
export const workflowLanguage: DocumentLanguage<ParsedWorkflow, WorkflowEdit> = {
  parse: parseWorkflow,
  validate: (parsed) => parsed.problems,
  plan: () => err(readOnlyError('Edits by command are not part of this build.')),
};
