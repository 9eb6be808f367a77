import { AppError } from '@shared/errors/app-error';
import type { JsonObject } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { canRun, validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import type { StepKinds, ValidateOptions } from '@shared/workflow/validate/validation';
import type { ExecutableKind } from '../engine/types';

/** How many problems an error lists; the problems panel has them all. */
const listed = 20;

/**
 * The workflow that a text describes; throws WORKFLOW_INVALID when it has errors. With `called` the
 * workflows that it calls are looked at too.
 */
export function runnableWorkflow(
  text: string,
  kinds: ReadonlyMap<string, ExecutableKind>,
  called?: ValidateOptions,
  /** It is to run by itself: errors of other steps, and of how they hang together, do not matter. */
  only?: string,
): Workflow {
  const parsed = parseWorkflow(text);
  const all = validateWorkflow(parsed, definitionsOf(kinds), called);
  const matters = ({ step, code }: Problem): boolean =>
    step === only || (step === undefined && !code.startsWith('GRAPH_'));
  const problems = only === undefined ? all : all.filter(matters);
  if (parsed.workflow && canRun(problems)) return parsed.workflow;
  throw invalid(problems.filter((problem) => problem.severity === 'error'));
}

/** The kinds of an engine, for the validator. */
export function definitionsOf(kinds: ReadonlyMap<string, ExecutableKind>): StepKinds {
  return {
    find: (kind) => kinds.get(kind)?.definition,
    all: [...kinds.values()].map((kind) => kind.definition),
  };
}

/** Throws SECRET_MISSING when a secret that the workflow names was not given. */
export function checkSecrets(workflow: Workflow, given: Readonly<Record<string, string>>): void {
  const missing = workflow.secrets.filter((name) => !Object.hasOwn(given, name));
  if (missing.length === 0) return;
  throw new AppError({
    code: 'SECRET_MISSING',
    kind: 'user',
    message: `The workflow needs ${missing.length === 1 ? 'the secret' : 'the secrets'} ${missing.join(', ')}.`,
    hint: 'Give a value for each when you start the run; values are not stored.',
    details: { missing },
  });
}

function invalid(errors: readonly Problem[]): AppError {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new AppError({
    code: 'WORKFLOW_INVALID',
    kind: 'user',
    message: first
      ? `The workflow cannot run: ${first.message.replace(/\.$/, '')}${more}.`
      : 'The workflow cannot run: it has no steps that can be read.',
    hint: 'Solve what the problems list shows as errors.',
    ...(first && { place: { line: first.line, column: first.column } }),
    details: { problems: errors.slice(0, listed).map(plain), count: errors.length },
  });
}

function plain({ code, message, line, column, step }: Problem): JsonObject {
  return { code, message, line, column, ...(step !== undefined && { step }) };
}
