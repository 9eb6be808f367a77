import { findStepDefinition } from '@shared/steps';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { RunState } from '@shared/runs/state';
import { sameType, type Type } from '@shared/types/type';
import type { Workflow } from '@shared/workflow/model';
import { callsStore } from '../calls';
import { documentStore, setTypeSource } from '../document';
import { checkWorkflowText, loadedMonaco } from '../editors';
import { runsStore } from '../runs';
import { readRecordedTypes } from './recorded-types';
import { nothingKnown, typesStore } from './types-store';

/** After the last key, and when nothing better is to be done. */
const quiet = 500;

/** Keeps what is known of types in step with the document and the shown run; answers how to stop. */
export function subscribeToTypes(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let recordedTimer: ReturnType<typeof setTimeout> | undefined;
  let checking = false;
  let gone = false;

  async function check(): Promise<void> {
    const { text, workflow, id, status } = documentStore.getState();
    if (gone || checking || status !== 'open' || workflow === null) return;
    const { stamp, set } = callsStore.getState();
    const { checkedText, checkedCalls } = typesStore.getState();
    if (!isWorthIt(text, workflow) || (checkedText === text && checkedCalls === stamp)) return;
    checking = true;
    try {
      const found = await checkWorkflowText(text, set);
      if (documentStore.getState().id !== id) return;
      const before = typesStore.getState().code;
      // The same types again are no news to whoever works with them.
      const code = sameTypes(before, found.code) ? before : found.code;
      typesStore.setState({ ...found, code, checkedText: text, checkedCalls: stamp });
      documentStore.recheck();
    } catch {
      // Without TypeScript the workflow can be edited and run as well; the next change tries again.
    } finally {
      checking = false;
    }
    const isOld = documentStore.getState().text !== text || callsStore.getState().stamp !== stamp;
    if (isOld) schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), quiet);
  }

  setTypeSource({
    evidence() {
      const { code, outputs, input } = typesStore.getState();
      return { code, outputs, ...(input && { input }) };
    },
    findings({ text }) {
      const { findings, checkedText } = typesStore.getState();
      return checkedText === text ? findings : [];
    },
  });
  const stops = [
    documentStore.subscribe((state, before) => {
      if (state.id !== before.id) typesStore.setState(nothingKnown);
      if (state.workflow !== before.workflow) schedule();
    }),
    callsStore.subscribe((state, before) => {
      if (state.known !== before.known) schedule();
    }),
    runsStore.subscribe((state, before) => {
      if (state.steps === before.steps && state.run === before.run) return;
      clearTimeout(recordedTimer);
      // A run changes many times a second; its types matter once it rests. Until then those of the
      // run before stand: every other type would have all problems looked for again.
      if (state.shown === null || isAtRest(state.run)) readRecordedTypes();
      else if (state.run) recordedTimer = setTimeout(readRecordedTypes, quiet);
    }),
    typesStore.subscribe((state, before) => {
      if (state.outputs !== before.outputs) documentStore.recheck();
    }),
  ];
  return () => {
    gone = true;
    clearTimeout(timer);
    clearTimeout(recordedTimer);
    for (const stop of stops) stop();
  };
}

function sameTypes(one: ReadonlyMap<string, Type>, other: ReadonlyMap<string, Type>): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([step, type]) => {
    const found = other.get(step);
    return found !== undefined && sameType(type, found);
  });
}

function isAtRest(run: RunState | null): boolean {
  return run !== null && run.status !== 'running' && run.status !== 'queued';
}

/**
 * TypeScript is large, a worker of more than a hundred megabytes: it comes when there is code to check,
 * or expressions once there are editors.
 */
function isWorthIt(text: string, workflow: Workflow): boolean {
  if (loadedMonaco() !== undefined && text.includes('{{')) return true;
  return [...allScopes(workflow).values()].some(
    ({ step }) => findStepDefinition(step.kind)?.types?.code !== undefined,
  );
}
