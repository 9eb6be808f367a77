import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { callReferences } from '@shared/workflow/calls/call-references';
import { createCalledReader } from '@shared/workflow/calls/called-set';
import { ipc } from '../../ipc/client';
import { documentStore, setCallSource } from '../document';
import { callsStore } from './calls-store';
import { createCallFollower } from './follow-calls';

/** Looks up what the open workflow calls, and again when that changes; answers how to stop. */
export function subscribeToCalls(): () => void {
  const follower = createCallFollower({
    store: callsStore,
    called: ipc.documents.called,
    reader: createCalledReader({ all: allStepDefinitions, find: findStepDefinition }),
    setTimer: (run, delay) => window.setTimeout(run, delay),
    clearTimer: (timer) => window.clearTimeout(timer as number | undefined),
    onChanged: () => documentStore.recheck(),
  });
  setCallSource(() => callsStore.getState().known);

  function show(): void {
    const { status, id, path, workflow } = documentStore.getState();
    if (status !== 'open') follower.show({ id: null, path: null, references: [] });
    else {
      const references = workflow === null ? [] : callReferences(workflow, findStepDefinition);
      follower.show({ id, path, references });
    }
  }

  show();
  const stops = [
    documentStore.subscribe((state, before) => {
      const isSame =
        state.workflow === before.workflow &&
        state.id === before.id &&
        state.path === before.path &&
        state.status === before.status;
      if (!isSame) show();
    }),
    ipc.documents.onCalledChanged(({ id }) => follower.changed(id)),
    // A workflow that is called by its name may have come, gone or got another name.
    ipc.library.onChanged(() => follower.changed(null)),
  ];
  return () => {
    for (const stop of stops) stop();
    follower.close();
  };
}
