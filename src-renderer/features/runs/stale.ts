import type { RunId } from '@shared/lib/ids';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import { staleSteps } from '@shared/workflow/compare/stale-steps';
import { findStep } from '@shared/workflow/graph/scopes';
import type { StepId, Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { createStore, useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { documentStore } from '../document/index';
import { runsStore } from './runs';

// Steps of the shown run that the workflow has left behind: they changed, or what leads to them did.

interface StaleState {
  readonly reasons: ReadonlyMap<StepId, string>;
}

const none: StaleState = { reasons: new Map() };
const store = createStore<StaleState>()(() => none);

/** Why what a step shows is not what it would give now; undefined when it is. */
export function useStaleReason(step: StepId): string | undefined {
  return useStore(store, (state) => state.reasons.get(step));
}

/** The same for several steps in one look, naming the first: the others mostly follow from it. */
export function useStaleAmong(steps: readonly StepId[]): string | undefined {
  return useStore(store, ({ reasons }) => {
    if (reasons.size === 0) return undefined;
    const [first, ...others] = steps.filter((step) => reasons.has(step));
    if (first === undefined) return undefined;
    const { workflow } = documentStore.getState();
    const title = (workflow && findStep(workflow, first)?.title) ?? first;
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return `${title}: ${reasons.get(first) ?? ''}${more}`;
  });
}

/** Typing changes the workflow with every key; this many milliseconds without one are waited for. */
const pause = 250;

/** Follows the shown run and the open document; answers how to stop. */
export function followStaleness(): () => void {
  /** What the run made of the open workflow: its own text, or that of one which it called. */
  let ran: { readonly run: RunId; readonly workflow: Workflow | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function compare(): void {
    const { workflow, status } = documentStore.getState();
    const { shown } = runsStore.getState();
    if (status !== 'open' || !workflow || !ran?.workflow || ran.run !== shown) {
      if (store.getState().reasons.size > 0) store.setState(none);
      return;
    }
    // Mostly it is the very workflow that ran.
    const reasons = ran.workflow === workflow ? none.reasons : staleSteps(ran.workflow, workflow);
    if (reasons.size > 0 || store.getState().reasons.size > 0) store.setState({ reasons });
  }

  async function read(run: RunId): Promise<void> {
    try {
      const { inside } = runsStore.getState();
      const text = await textOf(run, inside);
      if (runsStore.getState().shown !== run || runsStore.getState().inside !== inside) return;
      const { text: current, workflow } = documentStore.getState();
      // Mostly it is the text on screen: then nothing needs to be parsed.
      ran = { run, workflow: text === current ? workflow : parseWorkflow(text).workflow };
      compare();
    } catch {
      // Without the text of the run nothing can be said to be stale.
      ran = null;
    }
  }

  const stops = [
    runsStore.subscribe((state, previous) => {
      if (state.shown === previous.shown && state.inside === previous.inside) return;
      ran = null;
      compare();
      if (state.shown !== null) void read(state.shown);
    }),
    documentStore.subscribe((state, previous) => {
      if (state.workflow === previous.workflow) return;
      clearTimeout(timer);
      timer = setTimeout(compare, pause);
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

async function textOf(run: RunId, inside: ScopePath): Promise<string> {
  const called = runsStore.getState().run?.frames.get(scopeKey(inside));
  if (inside.length > 0 && called) {
    return (await ipc.runs.versionText({ hash: called.workflow.hash })).text;
  }
  return (await ipc.runs.text({ runId: run })).text;
}
