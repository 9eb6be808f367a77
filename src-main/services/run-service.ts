import { AppError } from '@shared/errors/app-error';
import type { RunSummary } from '@shared/ipc/runs';
import type { ContentHash, IdSource, RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { createStepGuards } from '../engine/guards/step-guards';
import { startRun } from '../engine/start-run';
import type { Clock, ExecutableKind, RunHandle } from '../engine/types';
import type { RunJournal } from '../storage/journal';
import type { BlobsRepository } from '../storage/repositories/blobs';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import type { VersionsRepository } from '../storage/repositories/versions';
import { checkInput } from '@shared/runs/check-input';
import { notFound } from './not-found';
import { interruption } from './recover-runs';
import { createRunSecrets } from './run-secrets';
import { checkSecrets, runnableWorkflow } from './runnable-workflow';
import { startFolder } from './start-folder';

// Runs as use cases: start once, watch, look back, cancel, remove.

export interface StartRequest {
  readonly workflowId: WorkflowId | null;
  readonly text: string;
  readonly input: JsonValue;
  readonly secrets: Readonly<Record<string, string>>;
  /** Repeating a call with the same key starts nothing new. */
  readonly requestKey: string;
  readonly startedBy: string;
  /** Where relative paths start; absent: the folder of the workflow's file in the library. */
  readonly folder?: string;
}

export interface RunService {
  /** Resolves once the run's first event is kept. */
  start(request: StartRequest): Promise<RunId>;
  /** The final state of a run of this process; of another run, what its log says now. */
  outcome(run: RunId): Promise<RunState>;
  cancel(run: RunId): Promise<void>;
  get(run: RunId): RunSummary;
  list(filter: {
    workflowId?: WorkflowId | undefined;
    before?: RunId | undefined;
    limit: number;
  }): { runs: RunSummary[]; more: boolean };
  events(run: RunId, after: number, limit: number): { events: RunEvent[]; lastSeq: number };
  text(run: RunId): string;
  readBlob(hash: ContentHash, offset: number, length: number): { text: string; total: number };
  readItems(hash: ContentHash, from: number, count: number): { items: JsonValue[]; total: number };
  remove(run: RunId): void;
  /** Ends the runs of this process; resolves when that is kept. */
  close(): Promise<void>;
}

export interface RunParts {
  readonly workflows: Pick<WorkflowsRepository, 'find'>;
  readonly runs: RunsRepository;
  readonly versions: VersionsRepository;
  readonly eventLog: EventsRepository;
  readonly blobs: BlobsRepository;
  readonly journal: RunJournal;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly onRunsChanged: (workflow: WorkflowId | null) => void;
}

export function createRunService(parts: RunParts): RunService {
  const { runs, versions, eventLog, blobs, journal, clock } = parts;
  const active = new Map<RunId, RunHandle>();
  // One for all runs: rate limits and circuit breakers count over all of them.
  const guards = createStepGuards(clock);
  /** Starts under way, by request key. */
  const starting = new Map<string, Promise<RunId>>();

  async function begin(request: StartRequest): Promise<RunId> {
    const workflow = runnableWorkflow(request.text, parts.kinds);
    checkInput(workflow.input, request.input);
    checkSecrets(workflow, request.secrets);
    const hash = versions.put(request.text, clock.now());
    const run = parts.ids.runId();
    journal.announce(run, { requestKey: request.requestKey });
    const firstKept = Promise.withResolvers<RunId>();
    const handle = startRun(
      {
        kinds: parts.kinds,
        journal: {
          append(events) {
            const kept = journal.append(events);
            if (events[0]?.type === 'run.created') {
              kept.then(() => firstKept.resolve(run), firstKept.reject);
            }
            return kept;
          },
        },
        clock,
        ids: parts.ids,
        random: Math.random,
        secrets: createRunSecrets(request.secrets),
        environment: definedOnly(parts.environment),
        guards,
      },
      {
        run,
        workflow,
        workflowRef: { id: request.workflowId, hash, name: workflow.name },
        input: request.input,
        startedBy: request.startedBy,
        folder: request.folder ?? folderOf(request.workflowId),
      },
    );
    active.set(run, handle);
    handle.done.then(
      () => active.delete(run),
      (error: unknown) => {
        active.delete(run);
        void closeBroken(run, error);
      },
    );
    return firstKept.promise;
  }

  function folderOf(id: WorkflowId | null): string | null {
    const record = id === null ? undefined : parts.workflows.find(id);
    return record ? startFolder(record) : null;
  }

  /** A run whose events could not be kept has stopped; its log says so as soon as it can. */
  async function closeBroken(run: RunId, error: unknown): Promise<void> {
    const record = runs.find(run);
    if (!record || record.endedAt !== null) return;
    const why = error instanceof Error ? error.message : String(error);
    // If even that cannot be kept, the next start closes the run.
    await journal.append([interruption(record, clock.now(), why)]).catch(() => undefined);
  }

  function get(run: RunId): RunRecord {
    const record = runs.find(run);
    if (!record) throw notFound('run', run);
    return record;
  }

  return {
    async start(request) {
      const known = runs.findByRequestKey(request.requestKey);
      if (known) return known.id;
      const underWay = starting.get(request.requestKey);
      if (underWay) return underWay;
      const start = begin(request);
      starting.set(request.requestKey, start);
      try {
        return await start;
      } finally {
        starting.delete(request.requestKey);
      }
    },
    async outcome(run) {
      const handle = active.get(run);
      if (handle) return handle.done;
      get(run);
      return foldRun(eventLog.after(run, 0, Number.MAX_SAFE_INTEGER));
    },
    async cancel(run) {
      const handle = active.get(run);
      if (handle) return handle.cancel('Cancelled by the user.');
      const { status, endedAt } = get(run);
      throw stateConflict(
        run,
        endedAt === null ? `is ${status} in another Stepwell` : `is ${status} already`,
        endedAt === null ? 'Cancel it there.' : 'Nothing needs to be done.',
      );
    },
    get,
    list({ workflowId, before, limit }) {
      const found = runs.list({ workflowId, before, limit: limit + 1 });
      return { runs: found.slice(0, limit), more: found.length > limit };
    },
    events(run, after, limit) {
      get(run);
      return { events: eventLog.after(run, after, limit), lastSeq: eventLog.lastSeq(run) };
    },
    text: (run) => versions.text(get(run).versionHash),
    readBlob: blobs.readText,
    readItems: blobs.readItems,
    remove(run) {
      const { status, endedAt, workflowId } = get(run);
      if (endedAt === null) {
        throw stateConflict(run, `is ${status}`, 'Cancel it first, then remove it.');
      }
      runs.remove(run);
      parts.onRunsChanged(workflowId);
    },
    async close() {
      const handles = [...active.values()];
      await Promise.allSettled(handles.map((handle) => handle.cancel('Stepwell was closed.')));
    },
  };
}

function stateConflict(run: RunId, state: string, hint: string): AppError {
  return new AppError({
    code: 'STATE_CONFLICT',
    kind: 'user',
    message: `The run ${run} ${state}.`,
    hint,
    details: { run },
  });
}

function definedOnly(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
