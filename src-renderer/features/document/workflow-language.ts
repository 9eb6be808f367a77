import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { type ParsedWorkflow, parseWorkflow } from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import type { DocumentLanguage } from './language';

const kinds = { all: allStepDefinitions, find: findStepDefinition };

/** The language as the open document uses it. */
export const workflowLanguage: DocumentLanguage<ParsedWorkflow, WorkflowEdit> = {
  parse: parseWorkflow,
  validate: (parsed) => validateWorkflow(parsed, kinds),
  // A rename must not read source code as if it held templates.
  plan: (parsed, edit) =>
    planEdit(parsed, edit, { verbatim: (kind) => findStepDefinition(kind)?.verbatim ?? [] }),
};
