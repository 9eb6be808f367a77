import { reachable } from '../graph/graph-index';
import type { ParsedWorkflow } from '../parse-workflow';
import type { Problem } from '../problem';
import { createProblemList } from '../source/problem-list';
import { checkBreakpoints } from './check-breakpoints';
import { checkGraph } from './check-graph';
import { checkNames } from './check-names';
import { checkReferences } from './check-references';
import { checkSchemas } from './check-schemas';
import { checkSteps } from './check-steps';
import { checkCalls } from './check-calls';
import { checkProfile } from './check-profile';
import { checkSections } from './check-sections';
import { checkTypedEnds } from './check-typed-ends';
import { withReadFixes } from './read-fixes';
import { typesOfWorkflow, type TypesOptions } from '../typing/workflow-types';
import { evidenceOf, hasExamples } from './type-evidence';
import type { StepKinds, ValidateOptions, Validation } from './validation';

/** Everything that can be said about a workflow before it runs, in the order of the text. */
export function validateWorkflow(
  parsed: ParsedWorkflow,
  kinds: StepKinds,
  options: ValidateOptions = {},
): readonly Problem[] {
  const { workflow, problems: found } = parsed;
  // A newer file may mean other things by the same words; only its reading is reported.
  if (workflow === null || found.some((problem) => problem.code === 'FORMAT_NEWER')) return found;
  const problems = createProblemList(parsed.text, parsed.source.lines);
  const starts = [...workflow.steps.values()].filter((step) => kinds.find(step.kind)?.trigger);
  const running = reachable(
    workflow,
    starts.map((step) => step.id),
  );
  const typing: TypesOptions = {
    find: kinds.find,
    evidence: evidenceOf(options),
    self: options.self ?? null,
  };
  const validation: Validation = {
    parsed,
    workflow,
    kinds,
    problems,
    running,
    options,
    drawn: 0,
    advised: 0,
    parts: new WeakMap(),
    types: typesOfWorkflow(workflow, { ...typing, sure: true }),
    seen: hasExamples(workflow, options) ? typesOfWorkflow(workflow, typing) : null,
  };
  checkGraph(validation, workflow, null);
  checkSections(validation);
  checkSteps(validation);
  checkReferences(validation);
  checkSchemas(validation);
  checkNames(validation);
  checkCalls(validation);
  checkTypedEnds(validation);
  checkProfile(validation);
  checkBreakpoints(validation);
  return [...withReadFixes(validation), ...problems.all()].sort(
    (a, b) => a.range.from - b.range.from,
  );
}

/** Whether a workflow with these problems can run. */
export function canRun(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity !== 'error');
}
