import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { type ParsedWorkflow, parseWorkflow } from '@shared/workflow/parse-workflow';
import type { DocumentLanguage } from './language';

/** The language as the open document uses it. */
export const workflowLanguage: DocumentLanguage<ParsedWorkflow, WorkflowEdit> = {
  parse: parseWorkflow,
  validate: (parsed) => parsed.problems,
  plan: planEdit,
};
