import { aggregate } from './aggregate/definition';
import { branch } from './branch/definition';
import { approval } from './approval/definition';
import { breakStep } from './break/definition';
import { call } from './call/definition';
import { catchStep } from './catch/definition';
import { code } from './code/definition';
import { compensate } from './compensate/definition';
import { condition } from './condition/definition';
import { continueStep } from './continue/definition';
import type { StepDefinition } from './define-step';
import { delay } from './delay/definition';
import { emitEvent } from './emit-event/definition';
import { fail } from './fail/definition';
import { filter } from './filter/definition';
import { finallyStep } from './finally/definition';
import { httpRequest } from './http-request/definition';
import { log } from './log/definition';
import { loop } from './loop/definition';
import { manualStart } from './manual-start/definition';
import { note } from './note/definition';
import { parallel } from './parallel/definition';
import { readFile } from './read-file/definition';
import { returnStep } from './return/definition';
import { setVariable } from './set-variable/definition';
import { sort } from './sort/definition';
import { switchStep } from './switch/definition';
import { transform } from './transform/definition';
import { tryStep } from './try/definition';
import { waitForEvent } from './wait-for-event/definition';
import { writeFile } from './write-file/definition';

/** Every step kind, in the order of the palette. A new kind is a folder and a line here. */
export const stepDefinitions = {
  'manual-start': manualStart,
  'http-request': httpRequest,
  code,
  condition,
  switch: switchStep,
  loop,
  break: breakStep,
  continue: continueStep,
  return: returnStep,
  try: tryStep,
  catch: catchStep,
  compensate,
  finally: finallyStep,
  parallel,
  branch,
  call,
  transform,
  filter,
  sort,
  aggregate,
  'set-variable': setVariable,
  'read-file': readFile,
  'write-file': writeFile,
  delay,
  'wait-for-event': waitForEvent,
  'emit-event': emitEvent,
  approval,
  log,
  fail,
  note,
} as const satisfies Readonly<Record<string, StepDefinition>>;

export type StepKind = keyof typeof stepDefinitions;

/** In the order of the palette. */
export const allStepDefinitions: readonly StepDefinition[] = Object.values(stepDefinitions);

const byKind: ReadonlyMap<string, StepDefinition> = new Map(Object.entries(stepDefinitions));

/** Undefined for a kind this version does not know. */
export function findStepDefinition(kind: string): StepDefinition | undefined {
  return byKind.get(kind);
}
