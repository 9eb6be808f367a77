import { AppError } from '@shared/errors/app-error';
import type { Breakpoint, ErrorStops } from '@shared/debug/breakpoints';
import type { RunId } from '@shared/lib/ids';
import type { HostFork } from '../debugger/adapter/host';
import { LiveSession } from '../debugger/session/session';
import type { DebugSession } from '../debugger/types';
import type { ActiveRuns } from './active-runs';
import type { RunService, StartRequest } from './run-service';
import { stateConflict } from './state-conflict';

// Runs under the debugger. A run has one session at most, however many clients look at it.

export interface DebugStart {
  readonly breakpoints?: readonly Breakpoint[];
  readonly errorStops?: ErrorStops;
  readonly stopOnEntry?: boolean;
}

export interface DebugService {
  /** Starts a run that is under the debugger from its first event on. */
  start(request: StartRequest & DebugStart): Promise<DebugSession>;
  /** The session of a run that has not ended: the one that is there, or a new one. */
  attach(run: RunId, secrets: Readonly<Record<string, string>>): Promise<DebugSession>;
  /** Starts another run with the first events of this one. */
  fork(request: HostFork): Promise<DebugSession>;
  session(run: RunId): DebugSession | null;
}

export interface DebugServiceParts {
  readonly runs: Pick<RunService, 'start' | 'get'>;
  readonly active: Pick<ActiveRuns, 'get'>;
}

export function createDebugService({ runs, active }: DebugServiceParts): DebugService {
  const sessions = new Map<RunId, LiveSession>();

  function keep(session: LiveSession): LiveSession {
    sessions.set(session.run, session);
    const forget = (): void => {
      if (sessions.get(session.run) === session) sessions.delete(session.run);
    };
    session.done.then(forget, forget);
    // Once nobody debugs it any more, whoever comes next gets a session of their own.
    const detach = session.detach.bind(session);
    session.detach = (then) => {
      forget();
      return detach(then);
    };
    return session;
  }

  return {
    async start({ breakpoints, errorStops, stopOnEntry, ...request }) {
      let session: LiveSession | undefined;
      const run = await runs.start({
        ...request,
        debug(id) {
          session = keep(
            new LiveSession({
              run: id,
              ...(breakpoints && { breakpoints }),
              ...(errorStops && { errorStops }),
              ...(stopOnEntry !== undefined && { stopOnEntry }),
            }),
          );
          return session;
        },
      });
      if (session) return session;
      const hint = 'Start it anew to debug it.';
      throw stateConflict(run, `The run ${run} was started before`, hint);
    },
    attach(run, _secrets) {
      const known = sessions.get(run);
      if (known) return Promise.resolve(known);
      const { status } = runs.get(run);
      const handle = active.get(run);
      if (!handle) {
        const hint = 'Debug it where it runs, or look at it when it is over.';
        return Promise.reject(
          stateConflict(run, `The run ${run} is ${status}, not in this process`, hint),
        );
      }
      const session = keep(new LiveSession({ run }));
      handle.attach(session);
      session.bind(handle);
      return Promise.resolve(session);
    },
    fork: () =>
      Promise.reject(
        new AppError({
          code: 'DEBUG_UNAVAILABLE',
          kind: 'operational',
          message: 'A run cannot be forked here.',
          hint: 'Start the workflow again.',
        }),
      ),
    session: (run) => sessions.get(run) ?? null,
  };
}
