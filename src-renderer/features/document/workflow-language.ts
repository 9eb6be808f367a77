import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import {
  type ParsedWorkflow,
  parseWorkflow,
  parseWorkflowInSlices,
} from '@shared/workflow/parse-workflow';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import { withTypeScriptProblems } from '@shared/types/typescript/typescript-problems';
import { knownCalls } from './call-source';
import type { DocumentLanguage } from './language';
import { typeSource } from './type-source';

const kinds = { all: allStepDefinitions, find: findStepDefinition };

/** The language as the open document uses it. */
export const workflowLanguage: DocumentLanguage<ParsedWorkflow, WorkflowEdit> = {
  parse: parseWorkflow,
  parseGently: (text) =>
    parseWorkflowInSlices(text, {
      slice: 12,
      now: () => performance.now(),
      rest: () => new Promise((resolve) => setTimeout(resolve)),
    }),
  validate: (parsed) => {
    const { evidence, findings } = typeSource();
    const problems = validateWorkflow(parsed, kinds, { evidence: evidence(), ...knownCalls() });
    return withTypeScriptProblems(parsed, problems, findings(parsed));
  },
  // A rename must not read source code as if it held templates.
  plan: (parsed, edit) =>
    planEdit(parsed, edit, { verbatim: (kind) => findStepDefinition(kind)?.verbatim ?? [] }),
};
