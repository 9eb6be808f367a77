import { SecretRef, SecretText, type ResolvedValue } from '@shared/expressions/types';
import type { CallConfig } from '@shared/steps/call/definition';
import { toErrorData } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { checkInput, checkOutput } from '@shared/runs/check-input';
import { finalError, StepError } from '../../engine/step-error';
import type { BodyOutcome, StepContext, StepRunner } from '../../engine/types';
import { plainJson } from '../lib/plain-json';
import type { StepHost } from '../step-host';

export function createCallRunner({
  workflows,
}: Pick<StepHost, 'workflows'>): StepRunner<CallConfig> {
  return async (context) => {
    const { config, run } = context;
    if (holdsSecret(config.input ?? null)) throw secretPassed(config.workflow);
    const input = plainJson(config.input ?? null);
    let name = config.workflow;
    /** Absent after a crash when the call had ended before: then it was looked at before, too. */
    let promised: JsonObject | undefined;
    const outcome = await context.callWorkflow(0, {
      input,
      load: async (pinned) => {
        if (workflows === undefined) throw noOthers(config.workflow);
        const loaded = await workflows.load(config.workflow, run.folder ?? null, pinned);
        name = loaded.ref.name;
        promised = loaded.workflow.output;
        checkInput(loaded.workflow.input, input, `the workflow "${name}"`);
        return loaded;
      },
    });
    if (outcome.status !== 'completed') throw callFailed(name, outcome);
    warnOfOutput(context, promised, outcome.output, name);
    if (config.output === undefined) return { output: outcome.output };
    return { output: context.evaluate(config.output, { result: outcome.output }) };
  };
}

/** A warning and no failure: the caller may do well with what came, and it is there already. */
function warnOfOutput(
  context: Pick<StepContext, 'log'>,
  schema: JsonObject | undefined,
  output: JsonValue,
  workflow: string,
): void {
  try {
    checkOutput(schema, output, `the workflow "${workflow}"`);
  } catch (error) {
    const { code, message, hint } = toErrorData(error);
    context.log('warn', `${code}: ${message}${hint === undefined ? '' : ` ${hint}`}`);
  }
}

function callFailed(workflow: string, { error, failedStep }: BodyOutcome): StepError {
  const {
    code = 'CALL_FAILED',
    kind = 'operational',
    message = 'It did not complete.',
  } = error ?? {};
  const where = failedStep === undefined ? '' : ` at step "${failedStep}"`;
  return new StepError(
    {
      code,
      kind,
      message: `The workflow "${workflow}" failed${where}: ${message}`,
      ...(error?.hint !== undefined && { hint: error.hint }),
      details: {
        ...error?.details,
        workflow,
        ...(failedStep !== undefined && { step: failedStep }),
      },
    },
    // Its steps have used up their own retries; calling it again is the author's choice.
    { type: 'retryable' },
  );
}

function holdsSecret(value: ResolvedValue): boolean {
  if (value instanceof SecretRef || value instanceof SecretText) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((item: ResolvedValue) => holdsSecret(item));
}

function secretPassed(workflow: string): StepError {
  return finalError({
    code: 'CALL_SECRET',
    kind: 'user',
    message: `A secret cannot be passed to the workflow "${workflow}" as input: inputs are kept in the history`,
    hint: 'Name the secret under `secrets:` of the called workflow and use it there.',
  });
}

function noOthers(workflow: string): StepError {
  return finalError({
    code: 'WORKFLOW_NOT_FOUND',
    kind: 'user',
    message: `There is no workflow "${workflow}": nothing here can call others`,
    hint: 'Run the workflow in the studio or with the command line.',
  });
}
