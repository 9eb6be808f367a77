import { LiveSession, type SessionOptions } from '../../src-main/debugger/session/session';
import type { SessionEvent } from '../../src-main/debugger/types';
import type { EnginePorts, ExecutableKind, RestoreRequest } from '../../src-main/engine/types';
import type { Breakpoint, BreakpointTarget } from '../../src-shared/debug/breakpoints';
import type { RunId } from '../../src-shared/lib/ids';
import type { RunEvent } from '../../src-shared/runs/events';
import { stepRunKey } from '../../src-shared/runs/scope-path';
import type { Stop } from '../../src-shared/debug/stops';
import type { RunRequest } from '../../src-main/engine/types';
import type { Workflow } from '../../src-shared/workflow/model';
import { settle } from './fake-clock';
import { restoreWorkflow, type RestoredTestRun } from './restore-run';
import { runWorkflow, type TestRun } from './run-workflow';

export interface DebuggedRun extends TestRun {
  readonly session: LiveSession;
  readonly told: SessionEvent[];
  /** Where it stands: `before a`, `after each[2]/b`, `wire a.out -> b.in`, in the order of stopping. */
  where(): readonly string[];
  /** The stop at a step; fails when there is none. */
  at(where: string): Stop;
  /** Lets promises settle, then says where it stands. */
  settled(): Promise<readonly string[]>;
}

type Options = Partial<SessionOptions>;

/** Runs a workflow under a debug session. */
export function debugWorkflow(
  workflow: Workflow,
  kinds: ReadonlyMap<string, ExecutableKind>,
  options: Options = {},
  rest: Partial<EnginePorts> = {},
  request: Partial<RunRequest> = {},
): DebuggedRun {
  const { session, told } = sessionOf(options);
  const run = runWorkflow(
    workflow,
    kinds,
    { debug: session, ...rest },
    { run: session.run, ...request },
  );
  return debugged(session, told, run);
}

/** The same for a run that goes on from its log. */
export function debugRestored(
  workflow: Workflow,
  kinds: ReadonlyMap<string, ExecutableKind>,
  events: readonly RunEvent[],
  options: Options = {},
  rest: Partial<EnginePorts> = {},
  request: Partial<RestoreRequest> = {},
): DebuggedRun & Pick<RestoredTestRun, 'log'> {
  const { session, told } = sessionOf(options);
  const run = restoreWorkflow(workflow, kinds, events, { debug: session, ...rest }, request);
  return { ...debugged(session, told, run), log: run.log };
}

function sessionOf(options: Options) {
  const session = new LiveSession({ run: 'run_0000000001' as RunId, ...options });
  const told: SessionEvent[] = [];
  session.on((event) => told.push(event));
  return { session, told };
}

function debugged(session: LiveSession, told: SessionEvent[], run: TestRun): DebuggedRun {
  session.bind(run.handle);
  const where = (): readonly string[] => session.stops().map(inWords);
  return {
    ...run,
    session,
    told,
    where,
    at(text) {
      const stop = session.stops().find((one) => inWords(one) === text);
      if (stop === undefined) throw new Error(`Nothing stands ${text}, but ${where().join(', ')}.`);
      return stop;
    },
    async settled() {
      await settle();
      return where();
    },
  };
}

function inWords({ place, path, step, edge }: Stop): string {
  return place === 'wire' ? `wire ${edge ?? ''}` : `${place} ${stepRunKey(path, step)}`;
}

let count = 0;

/** A breakpoint in a few words. */
export function breakAt(
  target: BreakpointTarget | string,
  rest: Partial<Breakpoint> = {},
): Breakpoint {
  count += 1;
  const full = typeof target === 'string' ? ({ type: 'step', step: target } as const) : target;
  return { id: `bp${count}`, target: full, enabled: true, ...rest };
}
