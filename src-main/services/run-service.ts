import type { EffectsRequest, OneStepChoice, PendingDecision, RunSummary } from '@shared/ipc/runs';
import type { ContentHash, IdSource, RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { checkInput } from '@shared/runs/check-input';
import type { InterruptDecision, RunEvent } from '@shared/runs/events';
import { foldRun } from '@shared/runs/reducer';
import type { RunState } from '@shared/runs/state';
import { startRun } from '../engine/start-run';
import { startStep } from '../engine/start-step';
import type { RunDebugger } from '../engine/gates/debug-port';
import type { Clock, ExecutableKind, RunHandle, RunRequest } from '../engine/types';
import type { RunJournal } from '../storage/journal';
import type { BlobsRepository } from '../storage/repositories/blobs';
import type { EventsRepository } from '../storage/repositories/events';
import { callReferences } from '@shared/workflow/calls/call-references';
import { createCalledReader } from '@shared/workflow/calls/called-set';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WaitsRepository } from '../storage/repositories/waits';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import type { ActiveRuns } from './active-runs';
import { findCalls } from './called-workflows';
import type { DocumentTrust } from './document-trust';
import { chooseEffects } from './effects-choice';
import { notFound } from './not-found';
import { prepareStep } from './one-step';
import type { RunRestorer } from './run-restorer';
import { summarize } from './run-status';
import { checkSecrets, definitionsOf, runnableWorkflow } from './runnable-workflow';
import type { WorkflowPlaces } from './workflow-places';
import { startFolder } from './start-folder';
import { stateConflict } from './state-conflict';
import type { StepAddress, WaitAnswers } from './wait-answers';

// Runs as use cases: start once, watch, look back, cancel, resume, decide, remove.

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
  /** `live` when absent. */
  readonly effects?: EffectsRequest | undefined;
  /** One step by itself. Input and what other steps give come from the run that it names. */
  readonly only?: OneStepChoice | undefined;
  /** Without effects, code confined; absent: as the text is trusted or not. */
  readonly restricted?: boolean;
  /** Gives the debugger that it is under from its first event on. */
  readonly debug?: (run: RunId) => BoundDebugger;
}

/** Asked at the gates of a run, and told once that the run is there. */
export interface BoundDebugger extends RunDebugger {
  bind(handle: RunHandle): void;
}

export interface Decision extends StepAddress {
  readonly decision: InterruptDecision;
  /** For `done`: the step's output. */
  readonly output?: JsonValue | undefined;
}

export interface RunService {
  /** Resolves once the run's first event is kept. */
  start(request: StartRequest): Promise<RunId>;
  /** Goes on with a run that failed, was cancelled or interrupted; resolves once that is kept. */
  resume(run: RunId, secrets: Readonly<Record<string, string>>): Promise<void>;
  /** Says what happened to an interrupted step; resolves once that is kept. */
  decide(decision: Decision): Promise<void>;
  /** Interrupted steps that wait for `decide`, oldest first. */
  decisions(run?: RunId): PendingDecision[];
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
  /** A workflow's text by its hash. */
  versionText(hash: ContentHash): string;
  /** Runs of a workflow that were forked from others. */
  forks(workflow: WorkflowId): { run: RunId; from: RunId; at: number }[];
  readBlob(hash: ContentHash, offset: number, length: number): { text: string; total: number };
  readItems(hash: ContentHash, from: number, count: number): { items: JsonValue[]; total: number };
  /** Pins a run, so that it is never removed by itself, or no longer. */
  keep(run: RunId, kept: boolean): void;
  remove(run: RunId): void;
}

export interface RunParts {
  readonly workflows: Pick<WorkflowsRepository, 'find'>;
  readonly runs: RunsRepository;
  readonly versions: VersionsRepository;
  readonly eventLog: EventsRepository;
  readonly blobs: BlobsRepository;
  readonly waits: WaitsRepository;
  readonly journal: RunJournal;
  readonly trust: DocumentTrust;
  readonly places: WorkflowPlaces;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly active: ActiveRuns;
  readonly restorer: RunRestorer;
  readonly answers: WaitAnswers;
  /** This process, and whether the one that has a run is there. */
  readonly owner: string;
  readonly isAlive: (owner: string) => boolean;
  /** Interrupted runs go on before new ones start. */
  readonly recovered: () => Promise<void>;
  readonly onRunsChanged: (workflow: WorkflowId | null) => void;
}

export function createRunService(parts: RunParts): RunService {
  const { runs, versions, eventLog, blobs, waits, clock, active, answers } = parts;
  /** Starts under way, by request key. */
  const starting = new Map<string, Promise<RunId>>();
  const statusParts = { runs, handleOf: active.get, isAlive: parts.isAlive };

  async function begin(request: StartRequest): Promise<RunId> {
    const folder = request.folder ?? folderOf(request.workflowId);
    const called = await calledFrom(folder, request);
    const workflow = runnableWorkflow(request.text, parts.kinds, called, request.only?.step);
    const prepared = request.only ? await prepareStep(request.only, workflow, parts) : null;
    const input = prepared?.input ?? request.input;
    if (prepared?.input === undefined) checkInput(workflow.input, input);
    checkSecrets(workflow, request.secrets);
    const effects = await chooseEffects(request.effects ?? 'live', parts);
    await parts.recovered();
    const hash = versions.put(request.text, clock.now());
    const run = parts.ids.runId();
    parts.journal.announce(run, {
      requestKey: request.requestKey,
      mockAnswers: effects.policy === 'mock' ? effects.answers : null,
    });
    const debug = request.debug?.(run);
    const start: RunRequest = {
      run,
      workflow,
      workflowRef: { id: request.workflowId, hash, name: workflow.name },
      input,
      startedBy: request.startedBy,
      folder,
      effects,
      restricted: request.restricted ?? !parts.trust.ofEdit(request.workflowId, request.text),
    };
    const handle = await active.launch(run, request.secrets, (ports) => {
      const all = debug ? { ...ports, debug } : ports;
      return prepared ? startStep(all, { ...start, only: prepared.only }) : startRun(all, start);
    });
    debug?.bind(handle);
    return run;
  }

  /** What it calls, so that a missing file or a circle is told before anything runs. */
  async function calledFrom(folder: string | null, { workflowId, text }: StartRequest) {
    const { workflow } = parseWorkflow(text);
    const kinds = definitionsOf(parts.kinds);
    const references = workflow === null ? [] : callReferences(workflow, kinds.find);
    if (references.length === 0) return undefined;
    const record = workflowId === null ? undefined : parts.workflows.find(workflowId);
    const root = { self: record?.path ?? workflowId, folder, references };
    const { set } = await findCalls(root, { kinds, places: parts.places });
    return createCalledReader(kinds).read(set);
  }

  function folderOf(id: WorkflowId | null): string | null {
    const record = id === null ? undefined : parts.workflows.find(id);
    return record ? startFolder(record) : null;
  }

  function get(run: RunId): RunRecord {
    const record = runs.find(run);
    if (!record) throw notFound('run', run);
    return record;
  }

  /** The run as this process's own; throws when it goes on somewhere, or has nothing to go on with. */
  function claim(run: RunId): RunRecord {
    const record = get(run);
    const { status, owner, endedAt } = record;
    if (status === 'completed') {
      const hint = 'Start the workflow again.';
      throw stateConflict(run, `The run ${run} is completed, so nothing is left to do`, hint);
    }
    const isFree = endedAt !== null || !parts.isAlive(owner);
    if (active.get(run) || !isFree) {
      throw stateConflict(run, `The run ${run} is going on`, 'Wait for it, or cancel it first.');
    }
    if (owner !== parts.owner && !runs.handOver(run, owner, parts.owner)) {
      const hint = 'Look at it there.';
      throw stateConflict(run, `The run ${run} was taken by another Stepwell just now`, hint);
    }
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
    async resume(run, secrets) {
      await parts.recovered();
      const record = claim(run);
      const reason = record.endedAt === null ? 'recovery' : 'retry';
      await parts.restorer.restore(record, reason, secrets);
    },
    async decide({ decision, output = null, ...address }) {
      const wait = answers.find(address, 'decision');
      await answers.give(wait, 'decision', { decision, output });
    },
    decisions: (run) =>
      waits
        .list({ run, type: 'decision' })
        .filter((wait) => waits.answerTo(wait) === undefined)
        .map(({ run: runId, path, step, workflowId, workflowName, attempt, since }) => ({
          runId,
          path: [...path],
          step,
          workflowId,
          workflowName,
          attempt,
          since,
        })),
    async outcome(run) {
      await parts.recovered();
      const handle = active.get(run);
      if (handle) return handle.done;
      get(run);
      return foldRun(eventLog.after(run, 0, Number.MAX_SAFE_INTEGER));
    },
    async cancel(run) {
      await parts.recovered();
      const handle = active.get(run);
      if (handle) return handle.cancel('Cancelled by the user.');
      const { status, endedAt } = get(run);
      throw endedAt === null
        ? stateConflict(run, `The run ${run} is ${status} in another Stepwell`, 'Cancel it there.')
        : stateConflict(run, `The run ${run} is ${status} already`, 'Nothing needs to be done.');
    },
    get: (run) => summarize(get(run), statusParts),
    list({ workflowId, before, limit }) {
      const found = runs.list({ workflowId, before, limit: limit + 1 });
      const page = found.slice(0, limit).map((record) => summarize(record, statusParts));
      return { runs: page, more: found.length > limit };
    },
    events(run, after, limit) {
      get(run);
      return { events: eventLog.after(run, after, limit), lastSeq: eventLog.lastSeq(run) };
    },
    text: (run) => versions.text(get(run).versionHash),
    versionText: (hash) => versions.text(hash),
    forks: (workflow) => eventLog.forks(workflow),
    readBlob: blobs.readText,
    readItems: blobs.readItems,
    keep(run, kept) {
      const { workflowId } = get(run);
      runs.setKept(run, kept);
      parts.onRunsChanged(workflowId);
    },
    remove(run) {
      const { status, endedAt, workflowId } = get(run);
      if (endedAt === null) {
        const hint = 'Cancel it first, then remove it.';
        throw stateConflict(run, `The run ${run} is ${status}`, hint);
      }
      runs.remove(run);
      parts.onRunsChanged(workflowId);
    },
  };
}
