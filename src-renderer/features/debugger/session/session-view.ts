import type { ScopePath } from '@shared/runs/scope-path';
import { callerHere, isBelow } from '../../called/index';
import { documentStore } from '../../document/index';
import { runsStore } from '../../runs/index';
import type { DebuggerState } from './debugger-state';

type Session = Pick<DebuggerState, 'workflowId' | 'runId'>;

/**
 * From where the open document looks at the session's run: empty for its own workflow, the call for
 * one that it called; null when the document has nothing to do with it.
 */
export function sessionView({ workflowId, runId }: Session): ScopePath | null {
  const { inside, shown } = runsStore.getState();
  if (inside.length > 0) return shown === runId ? inside : null;
  return documentStore.getState().id === workflowId ? inside : null;
}

/** Whether the end of a path is a place in the open document, and not in another workflow. */
export function standsHere(session: Session, path: ScopePath): boolean {
  return sessionView(session) !== null && isBelow(path) && callerHere(path) === null;
}
