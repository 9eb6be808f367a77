import type { ParsedWorkflow } from '../../workflow/parse-workflow';
import type { Problem } from '../../workflow/problem';
import { evidenceOf } from '../../workflow/validate/type-evidence';
import { validateWorkflow } from '../../workflow/validate/validate-workflow';
import type { StepKinds, ValidateOptions } from '../../workflow/validate/validation';
import type { WorkflowChecker } from './check-workflow-types';
import { withTypeScriptProblems } from './typescript-problems';

/** Everything that can be said about a workflow, with what TypeScript says of code and expressions. */
export function validateWithTypeScript(
  parsed: ParsedWorkflow,
  kinds: StepKinds,
  options: ValidateOptions,
  checker: WorkflowChecker,
): readonly Problem[] {
  const { workflow } = parsed;
  if (workflow === null) return validateWorkflow(parsed, kinds, options);
  const { findings, code } = checker.check(workflow, {
    find: kinds.find,
    evidence: evidenceOf(options),
    self: options.self ?? null,
  });
  const evidence = { ...options.evidence, code };
  const problems = validateWorkflow(parsed, kinds, { ...options, evidence });
  return withTypeScriptProblems(parsed, problems, findings);
}
