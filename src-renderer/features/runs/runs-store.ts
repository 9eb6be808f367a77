import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EffectsRequest, OneStepChoice, RunSummary } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { RunLog } from '@shared/debug/run-log';
import type { RunEvent } from '@shared/runs/events';
import { type ScopePath, scopeKey } from '@shared/runs/scope-path';
import type { RunState } from '@shared/runs/state';
import { type LogLine, logLinesOf } from './log-lines';
import { emptyStepIndex, indexSteps, type StepIndex } from './step-index';

// What the studio knows about runs: the history of the open workflow, and the one run that canvas
// and panels show. Its state is the same fold over events that the engine and the command line use.

/** The calls this store makes; main's part of the contract. */
export interface RunsPort {
  start(input: {
    workflowId: WorkflowId;
    text: string;
    input: JsonValue;
    secrets: Record<string, string>;
    requestKey: string;
    effects?: EffectsRequest;
    only?: OneStepChoice;
  }): Promise<{ runId: RunId }>;
  resume(input: { runId: RunId; secrets: Record<string, string> }): Promise<unknown>;
  cancel(input: { runId: RunId }): Promise<unknown>;
  list(input: {
    workflowId?: WorkflowId;
    before?: RunId;
    limit: number;
  }): Promise<{ runs: RunSummary[]; more: boolean }>;
  events(input: {
    runId: RunId;
    after: number;
    limit: number;
  }): Promise<{ events: RunEvent[]; lastSeq: number }>;
}

export interface RunsState {
  readonly workflowId: WorkflowId | null;
  /** The latest of its runs, newest first. */
  readonly history: readonly RunSummary[];
  /** The run that canvas and panels show. */
  readonly shown: RunId | null;
  /** Its events, as far as they have come. */
  readonly log: RunLog;
  /** The event that is looked at; null for the newest, whichever that is. */
  readonly cursor: number | null;
  /** The run as it was at the cursor. */
  readonly run: RunState | null;
  /** The run as it is. */
  readonly latest: RunState | null;
  readonly steps: StepIndex;
  /** Lines up to the cursor. */
  readonly logs: readonly LogLine[];
  readonly allLogs: readonly LogLine[];
  /** Events of the shown run are still being fetched. */
  readonly loading: boolean;
  /** A start is on its way. */
  readonly starting: boolean;
  /** Which iteration each container shows, by container step id. */
  readonly iterations: Readonly<Record<string, number>>;
  /** The call whose workflow is open, when that is one which the shown run called; else empty. */
  readonly inside: ScopePath;
}

/** Which run of a workflow was on screen, and which moment of it. */
export type SeenRun = Pick<RunsState, 'shown' | 'cursor' | 'inside'>;

export interface RunsActions {
  /**
   * Shows another workflow's history, and the run that was looked at, or else the newest. The shown
   * run stays where the workflow was entered.
   */
  openWorkflow(workflowId: WorkflowId | null, seen?: SeenRun): Promise<void>;
  /**
   * The shown run stays when this workflow is opened, which it called there, or which is its own:
   * then the path is empty.
   */
  enter(workflowId: WorkflowId, inside: ScopePath): void;
  start(
    text: string,
    input: JsonValue,
    secrets: Record<string, string>,
    effects?: EffectsRequest,
    /** One step by itself. */
    only?: OneStepChoice,
  ): Promise<RunId | null>;
  /** Goes on with a run that has stopped; answers whether main took it. */
  resume(runId: RunId, secrets: Record<string, string>): Promise<boolean>;
  /** Cancels the shown run. */
  stop(): Promise<void>;
  show(runId: RunId | null): Promise<void>;
  /** It is gone, with all its values. */
  removed(runId: RunId): void;
  /** Null: all of them together. */
  selectIteration(container: string, iteration: number | null): void;
  /** Shows the run as it was after that event; null: as it is, now and from now on. */
  seek(seq: number | null): void;
  /** From main: new events of a run. */
  receiveEvents(runId: RunId, events: readonly RunEvent[]): void;
  /** From main: a run is new or has another status. */
  receiveSummary(run: RunSummary): void;
}

export type RunsStore = StoreApi<RunsState & RunsActions>;

const pageSize = 50;
const eventPage = 5_000;

const nothingShown = {
  shown: null,
  log: RunLog.empty,
  cursor: null,
  run: null,
  latest: null,
  steps: emptyStepIndex,
  logs: [],
  allLogs: [],
  loading: false,
  iterations: {},
  inside: [],
} satisfies Partial<RunsState>;

export interface RunsDeps {
  readonly port: RunsPort;
  /** A fresh key per request: a repeated request starts nothing new. */
  readonly newKey: () => string;
  /** A call to main failed. */
  readonly onError: (error: unknown) => void;
}

export function createRunsStore({ port, newKey, onError }: RunsDeps): RunsStore {
  return createStore<RunsState & RunsActions>()((set, get) => {
    /** One fetch at a time per run; a batch that arrives meanwhile is fetched with the rest. */
    let fetching: RunId | null = null;
    /** What the next workflow that is opened is for the shown run. */
    let entering: { readonly workflowId: WorkflowId; readonly inside: ScopePath } | null = null;

    function applyEvents(runId: RunId, events: readonly RunEvent[]): void {
      const { shown, log, cursor, allLogs } = get();
      if (shown !== runId) return;
      const last = log.length;
      const fresh = events.filter((event) => event.seq > last);
      if (fresh.length === 0) return;
      if (fresh[0]?.seq !== last + 1) {
        void fetchMissing(runId);
        return;
      }
      const next = log.append(fresh);
      const latest = next.state;
      const lines = logLinesOf(fresh);
      set({
        log: next,
        latest,
        ...(lines.length > 0 && { allLogs: [...allLogs, ...lines] }),
      });
      // Who looks at the past goes on looking at it.
      if (cursor === null) set(momentOf(get(), null));
    }

    async function fetchMissing(runId: RunId): Promise<void> {
      if (fetching === runId) return;
      fetching = runId;
      try {
        for (;;) {
          const after = get().log.length;
          const page = await port.events({ runId, after, limit: eventPage });
          if (get().shown !== runId) return;
          applyEvents(runId, page.events);
          const reached = get().log.length;
          if (reached >= page.lastSeq || page.events.length === 0) return;
        }
      } catch (error) {
        onError(error);
      } finally {
        if (fetching === runId) fetching = null;
        if (get().shown === runId) set({ loading: false });
      }
    }

    async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
      try {
        return await work();
      } catch (error) {
        onError(error);
        return undefined;
      }
    }

    return {
      workflowId: null,
      history: [],
      ...nothingShown,
      starting: false,

      async openWorkflow(workflowId, seen) {
        const entered = entering?.workflowId === workflowId && get().shown !== null;
        const kept = entered
          ? insideOf({ ...get(), workflowId }, entering?.inside ?? [])
          : nothingShown;
        entering = null;
        set({ workflowId, history: [], ...kept });
        if (!workflowId) return;
        const page = await attempt(() => port.list({ workflowId, limit: pageSize }));
        if (!page || get().workflowId !== workflowId) return;
        set({ history: page.runs });
        const runId = seen === undefined ? page.runs[0]?.id : seen.shown;
        if (!runId || get().shown !== null) return;
        await get().show(runId);
        if (!seen || get().shown !== runId) return;
        if (seen.inside.length > 0) set(insideOf(get(), seen.inside));
        if (seen.cursor) get().seek(seen.cursor);
      },

      enter(workflowId, inside) {
        if (get().workflowId !== workflowId) entering = { workflowId, inside };
        else if (scopeKey(inside) !== scopeKey(get().inside)) set(insideOf(get(), inside));
      },

      async start(text, input, secrets, effects, only) {
        const { workflowId, starting } = get();
        if (!workflowId || starting) return null;
        set({ starting: true });
        const started = await attempt(() =>
          port.start({
            workflowId,
            text,
            input,
            secrets,
            requestKey: newKey(),
            ...(effects !== undefined && { effects }),
            ...(only !== undefined && { only }),
          }),
        );
        set({ starting: false });
        if (!started) return null;
        await get().show(started.runId);
        return started.runId;
      },

      async resume(runId, secrets) {
        const resumed = await attempt(() => port.resume({ runId, secrets }));
        if (resumed === undefined) return false;
        await get().show(runId);
        return true;
      },

      async stop() {
        const { shown } = get();
        if (shown) await attempt(() => port.cancel({ runId: shown }));
      },

      async show(runId) {
        if (runId === null) {
          set(nothingShown);
          return;
        }
        if (get().shown === runId) return;
        set({ ...nothingShown, shown: runId, loading: true });
        await fetchMissing(runId);
      },

      removed(runId) {
        const history = get().history.filter((run) => run.id !== runId);
        set({ history, ...(get().shown === runId && nothingShown) });
      },

      selectIteration(container, iteration) {
        const { [container]: _before, ...others } = get().iterations;
        set({ iterations: iteration === null ? others : { ...others, [container]: iteration } });
      },

      seek(seq) {
        const { log, cursor } = get();
        // The end of a run that is over is what it is now.
        const last = seq === null || seq >= log.length;
        const place = last ? null : Math.max(1, Math.round(seq));
        if (place !== cursor) set(momentOf(get(), place));
      },

      receiveEvents: applyEvents,

      receiveSummary(run) {
        if (run.workflowId !== get().workflowId) return;
        const { history } = get();
        const known = history.some((other) => other.id === run.id);
        set({
          history: known
            ? history.map((other) => (other.id === run.id ? run : other))
            : [run, ...history],
        });
      },
    };
  });
}

/** What canvas and panels show of a moment. */
function momentOf(state: RunsState, cursor: number | null): Partial<RunsState> {
  const run = cursor === null ? state.latest : state.log.stateAt(cursor);
  if (run === null) return { cursor, run, steps: emptyStepIndex, logs: [] };
  const { allLogs } = state;
  const past = cursor === null ? allLogs : allLogs.filter((line) => line.seq <= cursor);
  const logs = past.length === state.logs.length && cursor !== null ? state.logs : past;
  return { cursor, run, steps: stepsOf(state, run), logs };
}

/** The same moment, looked at from a workflow that the run called, or from its own. */
function insideOf(state: RunsState, inside: ScopePath): Partial<RunsState> {
  const { run } = state;
  return { inside, steps: run === null ? emptyStepIndex : stepsOf({ ...state, inside }, run) };
}

/** What the boxes of the open workflow show; nothing when it is not the run's own and was not entered. */
function stepsOf({ steps, inside, workflowId }: RunsState, run: RunState): StepIndex {
  const own = run.workflow.id;
  const isOther = inside.length === 0 && own !== null && workflowId !== null && own !== workflowId;
  return isOther ? emptyStepIndex : indexSteps(run, steps, inside);
}
