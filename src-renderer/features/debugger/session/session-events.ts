import type { StoreApi } from 'zustand/vanilla';
import type { DapClient } from '../dap/dap-client';
import { type DebuggerState, noSession } from './debugger-state';
import type { DebuggerDeps } from './debugger-deps';
import type { StackReader } from './stack-reader';

/** Milliseconds until a run that goes on counts as running on screen. */
const fadeAfter = 300;

export interface SessionEvents {
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

  client.on('stopped', (body) => {
    clearTimeout(fading);
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
    set({ phase: 'running' });
    // Most steps are over at once: what is shown stays until it is clear that this one is not.
    fading = setTimeout(() => {
      stacks.forget(gone);
      set({ frame: null, scopes: noSession.scopes });
      told.onFrame(getState());
    }, fadeAfter);
  });

  client.on('stepwell/moment', (moment) => {
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
    if (!moment.live && moved) set({ phase: 'stopped' });
  });

  client.on('stepwell/branches', ({ branches }) => {
    const { moment } = getState();
    if (moment) set({ moment: { ...moment, branches } });
  });

  client.on('output', told.onOutput);

  client.on('breakpoint', (body) => {
    if (body.stepwell) told.onStatuses([body.stepwell]);
  });

  client.on('invalidated', () => {
    if (getState().phase === 'stopped') void stacks.again();
  });

  client.on('terminated', () => {
    clearTimeout(fading);
    set({ phase: 'ended', over: true, busy: false });
    told.onOver();
  });

  return { dispose: () => clearTimeout(fading) };
}
