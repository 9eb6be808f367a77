import { findStepDefinition } from '@shared/steps/index';
import { findStep } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';

/** The setting of a kind that holds source code; null for kinds without one. */
export function codeSettingOf(kind: string): string | null {
  const form = findStepDefinition(kind)?.form ?? {};
  return Object.keys(form).find((key) => form[key]?.widget === 'code') ?? null;
}

/** The code of a step as it is written; null for steps without code. */
export function codeOf(workflow: Workflow | null, step: string): string | null {
  const found = workflow && findStep(workflow, step);
  const key = found ? codeSettingOf(found.kind) : null;
  const text = key === null ? undefined : found?.config[key];
  return typeof text === 'string' ? text : null;
}
