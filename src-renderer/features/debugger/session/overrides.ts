import { useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import type { JsonObject } from '@shared/lib/json';
import { findStep } from '@shared/workflow/graph/scopes';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import { documentStore, editDocument, useDocument } from '../../document/index';
import type { Override } from '../dap/stepwell-protocol';
import { debuggerStore, useDebugger } from '../debugger';
import { isLive } from './debugger-state';
import { configInSession, launchedStore } from './launched';
import { sameJson } from '@shared/lib/same-json';

// Settings that were changed while a run stood still. The document is edited as ever; the session
// takes a changed step when it is told to, and at the end a person says what stays in the document.

/** Overrides somebody has decided about, by step and settings. */
const decidedStore = createStore<{ readonly decided: ReadonlySet<string> }>(() => ({
  decided: new Set(),
}));

function decisionKey({ step, config }: Override): string {
  return `${step} ${JSON.stringify(config)}`;
}

export function useOpenOverrides(): readonly Override[] {
  const overrides = useDebugger((state) => state.overrides);
  const decided = useStore(decidedStore, (state) => state.decided);
  return useMemo(
    () => overrides.filter((override) => !decided.has(decisionKey(override))),
    [overrides, decided],
  );
}

function decide(override: Override): void {
  decidedStore.setState(({ decided }) => ({
    decided: new Set(decided).add(decisionKey(override)),
  }));
}

/** The document has these settings, whatever was edited since. */
export function keepOverride(override: Override): void {
  if (setWhole(override.step, override.config, 'Keep settings')) decide(override);
}

/** The document has the settings again that the run began with. */
export function discardOverride(override: Override): void {
  const launched = launchedStore.getState().workflow;
  const before = launched && findStep(launched, override.step)?.config;
  if (before === undefined || before === null) decide(override);
  else if (setWhole(override.step, before, 'Discard settings')) decide(override);
}

function setWhole(step: string, config: JsonObject, label: string): boolean {
  const { workflow } = documentStore.getState();
  const now = workflow && findStep(workflow, step)?.config;
  if (!now) return true;
  const edits = configEdits(step, now, config);
  return edits.length === 0 || editDocument(edits, { label });
}

/** What turns some settings of a step into others, key by key. */
export function configEdits(step: string, from: JsonObject, to: JsonObject): WorkflowEdit[] {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys]
    .filter((key) => !sameJson(from[key], to[key]))
    .map((key) => ({ type: 'set-config', id: step, path: [key], value: to[key] }));
}

/** Whether a step has other settings in the document than in the run that stands still. */
export function useIsChanged(step: string): boolean {
  const launched = useStore(launchedStore, (state) => state.workflow);
  const overrides = useDebugger((state) => state.overrides);
  const own = useDebugger((state) => state.workflowId);
  const stopped = useDebugger((state) => state.phase === 'stopped' && isLive(state));
  const id = useDocument((state) => state.id);
  const config = useDocument((state) => state.workflow && findStep(state.workflow, step)?.config);
  if (!stopped || id !== own || !config) return false;
  const inSession = configInSession(launched, overrides, step);
  return inSession !== undefined && !sameJson(inSession, config);
}

/** The run takes the settings of a step as they are in the document now. */
export async function takeSettings(step: string, restart: boolean): Promise<void> {
  const { workflow } = documentStore.getState();
  const config = workflow && findStep(workflow, step)?.config;
  if (!config) return;
  const { thread } = debuggerStore.getState();
  await debuggerStore.ask('stepwell/overrideStep', { threadId: thread ?? 1, config, restart });
  await debuggerStore.refreshOverrides();
}
