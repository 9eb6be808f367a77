import { debuggerStore, debugRun, requestFork } from '../debugger/index';
import { runsStore } from '../runs/index';
import { debugs, shownSeq } from './seek';
import { timeStore } from './time-store';

/**
 * A new run goes on from the event that is looked at; the debugger makes it, and asks before effects happen
 * again. A run that it does not have yet is opened in it first.
 */
export async function forkHere(): Promise<void> {
  const { shown } = runsStore.getState();
  const seq = shownSeq();
  if (shown === null) return;
  timeStore.setState({ playing: false });
  if (!debugs()) {
    await debugRun(shown);
    if (!debugs()) return;
  }
  await debuggerStore.ask('stepwell/seek', { seq });
  requestFork();
}
