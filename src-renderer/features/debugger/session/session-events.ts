import type { BreakpointStatus } from '@shared/debug/breakpoints';
import type { StoreApi } from 'zustand/vanilla';
import type { DapClient } from '../dap/dap-client';
import { afterPaint } from './after-paint';
import { type DebuggerState, noSession } from './debugger-state';
import type { DebuggerDeps } from './debugger-deps';
import { GoingOn } from './going-on';
import type { StackReader } from './stack-reader';

/** Milliseconds until what is shown of the last stop of a running run goes. */
const fadeAfter = 250;

export interface SessionEvents {
  /** The run has gone on just now, and does not count as running so far. */
  readonly isGoingOn: () => boolean;
  readonly dispose: () => void;
}

type Told = Pick<DebuggerDeps, 'onOutput' | 'onStatuses' | 'onStopped' | 'onFrame'> & {
  /** The run is over; its session stays. */
  readonly onOver: () => void;
};

/** What the adapter tells by itself, taken into the store. */
export function listenToSession(
  client: DapClient,
  store: StoreApi<DebuggerState>,
  stacks: StackReader,
  told: Told,
): SessionEvents {
  const { getState, setState: set } = store;
  let fading: ReturnType<typeof setTimeout> | undefined;
  const statuses: BreakpointStatus[] = [];
  const going = new GoingOn((moment) => {
    set({ phase: 'running', ...(moment && { moment }) });
    fading = setTimeout(() => {
      stacks.forget(null);
      set({ frame: null, scopes: noSession.scopes });
      told.onFrame(getState());
    }, fadeAfter);
  });
  function settle(): void {
    clearTimeout(fading);
    going.end();
  }

  client.on('stopped', (body) => {
    settle();
    set({ phase: 'stopped', busy: false });
    const { thread: before, stacks: known } = getState();
    // A branch that is held with another one does not take the view away from it.
    const held = body.stepwell?.reason === 'held';
    if (held && before !== null && known[before]) return;
    void stacks.show(body.threadId ?? before ?? 1).then(() => told.onStopped(getState()));
  });

  client.on('continued', (body) => {
    const gone = body.allThreadsContinued === true ? null : body.threadId;
    const stopped = getState().moment?.stops.filter((stop) => stop.branch !== body.threadId);
    const other = gone === null ? undefined : stopped?.[0];
    clearTimeout(fading);
    if (other) {
      stacks.forget(gone);
      void stacks.show(other.branch);
      return;
    }
    // What is shown stays until it is clear that the run does not stand again at once.
    going.begin();
  });

  client.on('stepwell/moment', (moment) => {
    if (going.takes(moment)) return;
    const before = getState().moment;
    // A session that begins in the past looks at a run that is over.
    const isFork = before !== null && before.runId !== moment.runId;
    // A fork of a run that is over is not.
    const over = !isFork && (getState().over || (before === null && !moment.live));
    const { phase } = getState();
    const begins = phase === 'starting' || (isFork && phase === 'ended');
    set({ moment, runId: moment.runId, over, ...(begins && { phase: 'running' }) });
    if (isFork) return;
    const moved = before !== null && (before.seq !== moment.seq || before.live !== moment.live);
    // The end of a run that was live is told as its last moment; nobody has gone there to look.
    const ends = phase === 'ended' && before?.live === true;
    if (!moment.live && moved && !ends) set({ phase: 'stopped' });
  });

  client.on('stepwell/branches', ({ branches }) => {
    const { moment } = going.isOn ? going : getState();
    if (moment && !going.takes({ ...moment, branches })) set({ moment: { ...moment, branches } });
  });

  client.on('output', told.onOutput);

  client.on('breakpoint', (body) => {
    if (!body.stepwell) return;
    statuses.push(body.stepwell);
    if (statuses.length > 1) return;
    // Hits are counted just before a stop, which is drawn first.
    void afterPaint().then(() => told.onStatuses(statuses.splice(0)));
  });

  client.on('invalidated', () => {
    if (getState().phase === 'stopped') void stacks.again();
  });

  client.on('terminated', () => {
    settle();
    const { phase, moment } = getState();
    if (phase === 'stopped' && moment?.live === false) {
      // A moment of the past is looked at, and stays.
      set({ over: true, busy: false });
    } else {
      stacks.forget(null);
      const gone = { thread: null, frame: null, scopes: noSession.scopes };
      set({ ...gone, phase: 'ended', over: true, busy: false });
      told.onFrame(getState());
    }
    told.onOver();
  });

  return { isGoingOn: () => going.isOn, dispose: settle };
}
