import type { Breakpoint, ErrorStops } from '@shared/debug/breakpoints';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import { LiveSession, type SessionOptions } from '../debugger/session/session';
import type { DebugSession } from '../debugger/types';
import { forkRun, type ForkEdit } from '../engine/fork-run';
import type { Again } from '../engine/gates/debug-port';
import type { IdSource } from '@shared/lib/ids';
import type { RunJournal } from '../storage/journal';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';
import type { ActiveRuns } from './active-runs';
import type { DocumentTrust } from './document-trust';
import { effectsOf } from './effects-choice';
import { foreignLogs } from './fork-logs';
import { notFound } from './not-found';
import type { RestorableRuns } from './run-restorer';
import type { RunService, StartRequest } from './run-service';
import { checkSecrets } from './runnable-workflow';
import { stateConflict } from './state-conflict';

// Runs under the debugger: started, attached to, or forked from another one. They go through the same
// services as any run, so trust, secrets and the pinned text are the same.

export interface DebugOptions {
  readonly breakpoints?: readonly Breakpoint[];
  readonly errorStops?: ErrorStops;
  /** It stops at the first step that it comes to. */
  readonly stopOnEntry?: boolean;
  readonly hold?: 'all' | 'one';
}

export interface ForkRunRequest extends DebugOptions {
  readonly run: RunId;
  /** The last event that both have. */
  readonly at: number;
  readonly edits: readonly ForkEdit[];
  /** Whether unsafe steps that have happened since stand (`reuse`), or happen again. */
  readonly effects: Again;
  /** Whoever forks it has started it without restrictions. */
  readonly trusted?: boolean;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface DebugService {
  /** Resolves once the run's first event is kept. */
  start(request: StartRequest & DebugOptions): Promise<DebugSession>;
  /** A run that this process has at work, waiting or paused. A run has one session at most. */
  attach(
    run: RunId,
    secrets?: Readonly<Record<string, string>>,
    options?: DebugOptions,
  ): Promise<DebugSession>;
  fork(request: ForkRunRequest): Promise<DebugSession>;
  session(run: RunId): DebugSession | null;
  sessions(): readonly RunId[];
}

export interface DebugRunParts {
  readonly service: RunService;
  readonly runs: RunsRepository;
  readonly eventLog: EventsRepository;
  readonly journal: RunJournal;
  readonly trust: DocumentTrust;
  readonly ids: IdSource;
  readonly active: ActiveRuns;
  readonly restorer: RestorableRuns;
  readonly recovered: () => Promise<void>;
}

export function createDebugService(parts: DebugRunParts): DebugService {
  const { service, runs, eventLog, journal, active, restorer } = parts;
  const sessions = new Map<RunId, LiveSession>();

  function open(run: RunId, options: DebugOptions): LiveSession {
    const forget = (): void => {
      if (sessions.get(run) === session) sessions.delete(run);
    };
    const { breakpoints, errorStops, stopOnEntry, hold } = options;
    const full: SessionOptions = {
      run,
      onDetached: forget,
      ...(breakpoints && { breakpoints }),
      ...(errorStops && { errorStops }),
      ...(stopOnEntry !== undefined && { stopOnEntry }),
      ...(hold && { hold }),
    };
    const session = new LiveSession(full);
    sessions.set(run, session);
    session.done.then(forget, forget);
    return session;
  }

  async function attach(
    run: RunId,
    secrets: Readonly<Record<string, string>> = {},
    options: DebugOptions = {},
  ): Promise<DebugSession> {
    const known = sessions.get(run);
    if (known) return known;
    await parts.recovered();
    const record = find(run);
    const handle = active.get(run) ?? (await restoreOwn(record, secrets));
    const session = sessions.get(run) ?? open(run, options);
    session.bind(handle);
    handle.attach(session);
    return session;
  }

  /** One that this process has and nobody runs; what has ended is looked at in its log. */
  async function restoreOwn(record: RunRecord, secrets: Readonly<Record<string, string>>) {
    const { id, status, endedAt } = record;
    if (endedAt !== null) {
      const hint = 'Look at its history, fork it, or resume it first.';
      throw stateConflict(id, `The run ${id} is ${status}, so it cannot be stopped any more`, hint);
    }
    if (!restorer.owns(record)) {
      throw stateConflict(id, `The run ${id} is ${status} in another Stepwell`, 'Debug it there.');
    }
    return restorer.restore(record, 'recovery', secrets);
  }

  function find(run: RunId): RunRecord {
    const record = runs.find(run);
    if (!record) throw notFound('run', run);
    return record;
  }

  async function fork(request: ForkRunRequest): Promise<DebugSession> {
    await parts.recovered();
    const { run: from, at, edits, effects: again, secrets } = request;
    const record = find(from);
    const workflow = restorer.workflowOf(record.versionHash);
    checkSecrets(workflow, secrets);
    const events = await eventLog.whole(from);
    const created = restorer.createdOf(from, events);
    const effects = await effectsOf(created, parts);
    // What nobody trusts any more does not get back what it was allowed once.
    const isTrusted =
      request.trusted === true || parts.trust.ofEdit(record.workflowId, service.text(from));
    const restricted = created.restricted === true || !isTrusted;
    const run = parts.ids.runId();
    journal.announce(run, {
      requestKey: null,
      mockAnswers: effects.policy === 'mock' ? effects.answers : null,
    });
    const session = open(run, request);
    const foreign = again === 'live' ? [] : await foreignLogs(events.slice(0, at), parts);
    try {
      await active.launch(run, secrets, (ports) => {
        const handle = forkRun(
          { ...ports, debug: session },
          {
            ...restorer.requestOf(created, workflow),
            run,
            restricted,
            effects,
            from,
            at,
            again,
            edits,
            foreign,
            events: restricted ? events.map(asRestricted) : events,
          },
        );
        session.bind(handle);
        return handle;
      });
    } catch (error) {
      sessions.delete(run);
      throw error;
    }
    return session;
  }

  return {
    async start(request) {
      let session: LiveSession | null = null;
      const debug = (id: RunId): LiveSession => (session = open(id, request));
      const run = await service.start({ ...request, debug });
      // The same request was started before: then that run is meant.
      return session ?? attach(run, request.secrets, request);
    },
    attach,
    fork,
    session: (run) => sessions.get(run) ?? null,
    sessions: () => [...sessions.keys()],
  };
}

function asRestricted(event: RunEvent): RunEvent {
  return event.type === 'run.created' ? { ...event, restricted: true } : event;
}
