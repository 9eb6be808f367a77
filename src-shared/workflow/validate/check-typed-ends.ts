import { isJsonObject } from '../../lib/json';
import type { Misfit } from '../../types/misfit';
import { misfit } from '../../types/misfit';
import { typeOfSchema } from '../../types/of-schema';
import { allScopes } from '../graph/scopes';
import type { Step } from '../model';
import { typeOfSetting } from '../typing/setting-type';
import { mayGiveOther } from './check-types';
import {
  definitionOf,
  nameOfStep,
  reportSetting,
  reportValue,
  type Validation,
} from './validation';

/** Where values leave the workflow: its result, and the input of workflows that it calls. */
export function checkTypedEnds(validation: Validation): void {
  if (mayGiveOther(validation)) return;
  checkResult(validation);
  for (const { step } of allScopes(validation.workflow).values()) {
    if (!step.disabled) checkCalled(validation, step);
  }
}

function checkResult(validation: Validation): void {
  const { output, result } = validation.workflow;
  if (output === undefined || result === undefined) return;
  const given = typeOfSetting(result, validation.types.rootsAt(null));
  const wrong = misfit(given, typeOfSchema(output));
  if (wrong === undefined) return;
  reportValue(validation, ['result', ...wrong.path], {
    code: 'TYPE_MISMATCH',
    severity: 'warning',
    message: `The result does not fit \`output\`: ${inWords(wrong)}`,
    hint: 'Change the result, or the schema under `output:`.',
  });
}

function checkCalled(validation: Validation, step: Step): void {
  const calls = definitionOf(validation, step)?.calls;
  const called = calls && validation.types.called(step);
  const value = calls && step.config[calls.input];
  if (called === undefined || value === undefined || calls === undefined) return;
  const given = typeOfSetting(value, validation.types.rootsAt(step.id));
  const wrong = misfit(given, typeOfSchema(called.workflow.input));
  if (wrong === undefined) return;
  // Keys that are plainly missing are told by the check of calls.
  if (wrong.missing !== undefined && wrong.path.length === 0 && isJsonObject(value)) return;
  reportSetting(validation, step.id, [calls.input, ...wrong.path], {
    code: 'TYPE_MISMATCH',
    severity: 'warning',
    message: `"${called.workflow.name}" takes another input than ${nameOfStep(step)} gives: ${inWords(wrong)}`,
    hint: 'Bind another value, or convert it in the expression.',
  });
}

function inWords({ path, wanted, given, missing }: Misfit): string {
  const place = path.map((key) => (typeof key === 'number' ? '[…]' : `.${key}`)).join('');
  const where = place === '' ? 'it' : `\`${place.replace(/^\./, '')}\``;
  return missing === undefined
    ? `${where} wants ${wanted}, but is ${given}`
    : `${where} needs ${wanted}, which is missing`;
}
