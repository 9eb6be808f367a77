import type { AppErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { matchesError } from '@shared/steps/lib/error-patterns';
import type { TryConfig } from '@shared/steps/try/definition';
import type { BodyOutcome, BodySection, StepContext, StepRunner } from '../../engine/types';
import { bodyError, errorValue } from '../lib/body-error';

/** The main part is the body with the iteration 0, the sections follow in the order of the file. */
const mainPart = 0;

export const runTry: StepRunner<TryConfig> = async (context) => {
  const main = await context.runBody(mainPart, {});
  const failure = main.status === 'failed' ? (main.error ?? unknownFailure) : null;
  let outcome = main;
  if (failure !== null) outcome = await handle(context, main, failure);
  const error = failure === null ? null : errorValue(failure, main.failedStep);
  for (const section of sectionsOf(context, 'finally')) {
    const last = await runSection(context, section, error);
    // Whatever goes wrong in the last part, or leaves it, is what has happened last.
    if (last.status !== 'completed') outcome = last;
  }
  if (outcome.status === 'failed') throw bodyError(outcome, unknownFailure);
  const { output, leaves } = outcome;
  return leaves === undefined ? { output } : { output, leaves };
};

/** Undoes what was done, then lets the first catch that fits handle the error. */
async function handle(
  context: StepContext<TryConfig>,
  main: BodyOutcome,
  failure: AppErrorData,
): Promise<BodyOutcome> {
  const undone = await compensate(context, main, errorValue(failure, main.failedStep));
  if (undone.left !== null) return undone.left;
  const { problems } = undone;
  const error = problems.length === 0 ? failure : withProblems(failure, problems);
  const handler = sectionsOf(context, 'catch').find(({ config }) =>
    matchesError(textsIn(config['errors']), error.code),
  );
  if (handler === undefined) return { ...main, error };
  return runSection(context, handler, errorValue(error, main.failedStep));
}

interface Undone {
  /** Compensations that failed. */
  readonly problems: readonly JsonObject[];
  /** The first compensation that left the graph around the try. */
  readonly left: BodyOutcome | null;
}

async function compensate(
  context: StepContext<TryConfig>,
  main: BodyOutcome,
  error: JsonObject,
): Promise<Undone> {
  const problems: JsonObject[] = [];
  let left: BodyOutcome | null = null;
  const sections = sectionsOf(context, 'compensate');
  for (const step of [...main.completedSteps].reverse()) {
    for (const section of sections.filter(({ config }) => config['step'] === step)) {
      const outcome = await runSection(context, section, error);
      if (outcome.status === 'left') left ??= outcome;
      if (outcome.status !== 'failed') continue;
      const { error: problem = unknownFailure } = outcome;
      context.log('error', `Step "${step}" could not be undone: ${problem.message}`);
      const value = errorValue(problem, outcome.failedStep);
      problems.push({ step, compensate: section.step, error: value });
    }
  }
  return { problems, left };
}

function runSection(
  context: StepContext<TryConfig>,
  section: BodySection,
  error: JsonValue,
): Promise<BodyOutcome> {
  const iteration = mainPart + 1 + context.sections.indexOf(section);
  return context.runBody(iteration, { error }, { section: section.step, sees: mainPart });
}

function sectionsOf(context: StepContext<TryConfig>, kind: string): readonly BodySection[] {
  return context.sections.filter((section) => section.kind === kind);
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function withProblems(error: AppErrorData, problems: readonly JsonObject[]): AppErrorData {
  const steps = problems.map((problem) => `"${String(problem['step'])}"`).join(', ');
  return {
    ...error,
    message: `${error.message} What was done by ${steps} could not be undone.`,
    details: { ...error.details, compensation: [...problems] },
  };
}

const unknownFailure: AppErrorData = {
  code: 'TRY_FAILED',
  kind: 'operational',
  message: 'The steps inside the try failed',
};
