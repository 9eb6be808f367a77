import { debuggerStore } from '../debugger/index';
import { runsStore } from '../runs/index';
import { timeStore } from './time-store';

/** Whether the debugger has the shown run; then it is the one that moves. */
export function debugs(): boolean {
  const { phase, runId } = debuggerStore.getState();
  return phase !== 'off' && phase !== 'starting' && runId === runsStore.getState().shown;
}

/** Shows the run as it was after an event; null: as it is. */
export function seek(seq: number | null): void {
  const { log } = runsStore.getState();
  const place = seq === null || seq >= log.length ? null : Math.max(1, Math.round(seq));
  // Shown at once; a session answers with the same moment, and with its stack.
  runsStore.getState().seek(place);
  if (debugs()) {
    const wanted = place === null ? ({ live: true } as const) : { seq: place };
    void debuggerStore.ask('stepwell/seek', wanted);
  }
}

/** The same by the user's own hand: what plays stops. */
export function jump(seq: number | null): void {
  timeStore.setState({ playing: false });
  seek(seq);
}

/** The event that is looked at. */
export function shownSeq(): number {
  const { cursor, log } = runsStore.getState();
  return cursor ?? log.length;
}

/** A session that moves through the past takes canvas and panels with it. */
export function followSession(): () => void {
  return debuggerStore.subscribe((state, before) => {
    const { moment } = state;
    if (moment === before.moment || moment === null) return;
    if (moment.runId !== runsStore.getState().shown) return;
    runsStore.getState().seek(moment.live ? null : moment.seq);
  });
}
