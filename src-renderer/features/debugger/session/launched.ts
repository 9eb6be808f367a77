import { createStore } from 'zustand/vanilla';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { findStep } from '@shared/workflow/graph/scopes';
import type { JsonObject } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import type { Override } from '../dap/stepwell-protocol';

// The workflow as the session runs it: the document may have gone on since.

export const launchedStore = createStore<{ readonly workflow: Workflow | null }>(() => ({
  workflow: null,
}));

export function rememberLaunched(text: string): void {
  launchedStore.setState({ workflow: parseWorkflow(text).workflow });
}

export function forgetLaunched(): void {
  launchedStore.setState({ workflow: null });
}

/** The settings that the session would run a step with; undefined for a step it does not have. */
export function configInSession(
  launched: Workflow | null,
  overrides: readonly Override[],
  step: string,
): JsonObject | undefined {
  const own = overrides.find((override) => override.step === step);
  return own?.config ?? (launched ? findStep(launched, step)?.config : undefined);
}
