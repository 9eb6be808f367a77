import type { Breakpoint, BreakpointStatus, ErrorStops } from '@shared/debug/breakpoints';
import type { DebugSession } from '../types';

// Several clients may look at one run. Each has its breakpoints; the session has them all. What one
// does (step, change a value) all see; the run is let go of when the last one leaves.

interface Wishes {
  breakpoints: readonly Breakpoint[];
  errorStops: ErrorStops;
}

export interface SessionClient {
  /** Replaces this client's; the statuses are those of its own. */
  setBreakpoints(breakpoints: readonly Breakpoint[]): readonly BreakpointStatus[];
  setErrorStops(stops: ErrorStops): void;
  /** `cancel` ends the run for everybody; the last one also says whether it goes on or stands. */
  leave(then: 'continue' | 'cancel' | 'stay'): Promise<void>;
}

const hubs = new WeakMap<DebugSession, Map<object, Wishes>>();

export function joinSession(session: DebugSession): SessionClient {
  const clients = hubs.get(session) ?? new Map<object, Wishes>();
  hubs.set(session, clients);
  const me = {};
  const wishes: Wishes = { breakpoints: [], errorStops: { all: false, uncaught: false } };
  clients.set(me, wishes);

  function all(): readonly Breakpoint[] {
    const byId = new Map<string, Breakpoint>();
    for (const { breakpoints } of clients.values()) {
      for (const breakpoint of breakpoints) byId.set(breakpoint.id, breakpoint);
    }
    return [...byId.values()];
  }

  return {
    setBreakpoints(breakpoints) {
      wishes.breakpoints = breakpoints;
      const own = new Set(breakpoints.map(({ id }) => id));
      return session.setBreakpoints(all()).filter(({ id }) => own.has(id));
    },
    setErrorStops(stops) {
      wishes.errorStops = stops;
      session.setErrorStops(united([...clients.values()].map(({ errorStops }) => errorStops)));
    },
    async leave(then) {
      if (!clients.delete(me)) return;
      if (then === 'cancel') await session.cancel('Stopped in the debugger.');
      if (clients.size === 0) {
        hubs.delete(session);
        await session.detach(then);
        return;
      }
      session.setBreakpoints(all());
      session.setErrorStops(united([...clients.values()].map(({ errorStops }) => errorStops)));
    },
  };
}

/** Stops wherever one of them wants to. */
function united(wishes: readonly ErrorStops[]): ErrorStops {
  const asked = wishes.filter(({ all, uncaught }) => all || uncaught);
  const conditions = asked.flatMap(({ condition }) => condition ?? []);
  return {
    all: asked.some(({ all }) => all),
    uncaught: asked.some(({ uncaught }) => uncaught),
    // One that stops at every error makes the conditions of the others meaningless.
    ...(conditions.length > 0 &&
      conditions.length === asked.length && {
        condition: conditions.map((text) => `(${bare(text)})`).join(' || '),
      }),
  };
}

function bare(condition: string): string {
  return condition.trim().replace(/^\{\{([\s\S]*)\}\}$/, '$1');
}
