import { toErrorData } from '@shared/errors/app-error';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { EffectsQuestion } from '../dap/dap-error';
import type { DapRequests, EffectsAnswer, StudioLaunchArguments } from '../dap/stepwell-protocol';
import { type Connection, connect } from './connection';
import type { DebuggerDeps } from './debugger-deps';
import { type DebuggerState, noSession } from './debugger-state';
import { exceptionArguments } from './exception-arguments';
import { listenToSession, type SessionEvents } from './session-events';
import { createStackReader, type StackReader } from './stack-reader';

// The debugging session as the studio sees it: a client of the adapter, and what it told us.

export type HowToGoOn = 'continue' | 'next' | 'stepIn' | 'stepOut' | 'stepBack' | 'reverseContinue';

type LaunchOptions = Omit<StudioLaunchArguments, 'breakpoints'>;

export interface DebuggerActions {
  launch(args: LaunchOptions): Promise<boolean>;
  attach(runId: RunId, workflowId: WorkflowId): Promise<boolean>;
  /** Ends the run and the session. */
  stop(): Promise<void>;
  /** Leaves the session; the run goes on or stays as it is. */
  detach(): Promise<void>;
  /** False: there is nothing to start again with, such as for a run that was only opened. */
  restart(): Promise<boolean>;
  goOn(how: HowToGoOn, thread?: number): Promise<void>;
  pause(thread?: number): Promise<void>;
  runTo(step: string): Promise<void>;
  selectThread(thread: number): Promise<void>;
  selectFrame(thread: number, frame: number): Promise<void>;
  moreFrames(thread: number): Promise<void>;
  setHold(mode: 'all' | 'one'): Promise<void>;
  /** Sends breakpoints again, after some have changed. */
  sendBreakpoints(): Promise<void>;
  sendErrorStops(): Promise<void>;
  /** A request as it is; effects that would happen again are asked about. */
  ask<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<DapRequests[C][1] | undefined>;
  /** The same, but a failure is the caller's. */
  request<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<DapRequests[C][1]>;
  answerEffects(answer: EffectsAnswer | null): void;
  refreshOverrides(): Promise<void>;
}

export interface DebuggerStore extends StoreApi<DebuggerState>, DebuggerActions {}

/** Milliseconds after which a request that moves the run counts as slow. */
const busyAfter = 60;

export function createDebuggerStore(deps: DebuggerDeps): DebuggerStore {
  const store = createStore<DebuggerState>(() => noSession);
  const { getState } = store;
  let connection: Connection | null = null;
  let stacks: StackReader | null = null;
  let answerAsked: ((answer: EffectsAnswer | null) => void) | null = null;
  let events: SessionEvents | null = null;
  let lastLaunch: LaunchOptions | null = null;
  let moving = false;

  function set(part: Partial<DebuggerState>): void {
    store.setState(part);
  }

  function client() {
    if (connection) return connection.client;
    throw new Error('There is no debugging session.');
  }

  function launch(args: LaunchOptions): Promise<boolean> {
    lastLaunch = args;
    return begin(args.workflowId, (opened) => opened.client.request('launch', args));
  }

  /** Opens a session, tells it what stops, and starts or joins the run. */
  async function begin(
    workflowId: WorkflowId,
    start: (opened: Connection) => Promise<{ readonly runId?: RunId } | undefined>,
  ): Promise<boolean> {
    await leave();
    set({ ...noSession, phase: 'starting', workflowId });
    let opened: Connection | null = null;
    try {
      opened = await connect(deps.port);
      connection = opened;
      stacks = createStackReader(opened.client, store, deps.onFrame);
      events = listenToSession(opened.client, store, stacks, {
        ...deps,
        onOver: () => void refreshOverrides(),
      });
      const initialized = new Promise<void>((resolve) => {
        opened?.client.on('initialized', () => resolve());
      });
      const capabilities = await opened.client.request('initialize', {
        adapterID: 'stepwell',
        clientID: 'stepwell-studio',
        clientName: 'Stepwell',
        linesStartAt1: true,
        columnsStartAt1: true,
        pathFormat: 'path',
        supportsVariableType: true,
        supportsVariablePaging: true,
        supportsInvalidatedEvent: true,
        supportsProgressReporting: false,
        supportsEffectsQuestion: true,
      });
      set({ capabilities: capabilities ?? {} });
      const started = start(opened);
      // It is awaited below; until then a refusal is not one that nobody looks at.
      started.catch(() => undefined);
      // Some adapters say `initialized` before, some after they were told what to start.
      await Promise.race([initialized, started]);
      await initialized;
      await sendBreakpoints();
      await sendErrorStops();
      await opened.client.request('configurationDone', {});
      const body = await started;
      if (connection !== opened) return false;
      set({
        ...(body?.runId && { runId: body.runId }),
        ...(getState().phase === 'starting' && { phase: 'running' }),
      });
      return true;
    } catch (error) {
      if (connection !== opened && opened !== null) return false;
      await leave();
      const data = toErrorData(error);
      set({ ...noSession, error: data });
      deps.onError(data);
      return false;
    }
  }

  async function leave(): Promise<void> {
    const opened = connection;
    connection = null;
    stacks = null;
    events?.dispose();
    events = null;
    answerAsked?.(null);
    if (!opened) return;
    try {
      await opened.close();
    } catch (error) {
      deps.onError(toErrorData(error));
    }
  }

  async function end(command: 'terminate' | 'disconnect'): Promise<void> {
    const opened = connection;
    if (!opened) {
      set(noSession);
      return;
    }
    try {
      if (!getState().over) {
        const args = command === 'terminate' ? {} : { terminateDebuggee: false };
        await opened.client.request(command, args);
      }
    } catch (error) {
      deps.onError(toErrorData(error));
    }
    if (connection === opened) {
      await leave();
      set(noSession);
    }
  }

  async function sendBreakpoints(): Promise<void> {
    if (!connection) return;
    const opened = connection;
    const { breakpoints } = await deps.breakpoints();
    // The session may have ended meanwhile.
    if (connection !== opened) return;
    const body = await client().request('stepwell/setBreakpoints', { breakpoints });
    deps.onStatuses(body?.statuses ?? []);
  }

  async function sendErrorStops(): Promise<void> {
    if (!connection) return;
    const opened = connection;
    const { errorStops } = await deps.breakpoints();
    if (connection !== opened) return;
    set({ errorStops });
    await client().request('setExceptionBreakpoints', exceptionArguments(errorStops));
  }

  async function refreshOverrides(): Promise<void> {
    if (!connection) return;
    try {
      const body = await client().request('stepwell/overrides', {});
      set({ overrides: body?.overrides ?? [] });
    } catch {
      // An adapter that has nothing to say about overrides has none.
      set({ overrides: [] });
    }
  }

  /** Sends it, and again with the answer when effects have to be asked about. */
  async function request<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<DapRequests[C][1]> {
    try {
      return await client().request(command, args);
    } catch (error) {
      if (!(error instanceof EffectsQuestion)) throw error;
      const { message, hint, steps } = error;
      const answer = await new Promise<EffectsAnswer | null>((resolve) => {
        answerAsked = resolve;
        set({ asked: { message, ...(hint !== undefined && { hint }), steps } });
      });
      answerAsked = null;
      set({ asked: null });
      if (answer === null) throw error;
      return await client().request(command, { ...(args as object), effects: answer } as never);
    }
  }

  async function ask<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<DapRequests[C][1] | undefined> {
    if (!connection) return undefined;
    try {
      return await request(command, args);
    } catch (error) {
      // Whoever said no to effects need not be told that nothing happened.
      if (!(error instanceof EffectsQuestion)) deps.onError(toErrorData(error));
      return undefined;
    }
  }

  /** A request after which the run is elsewhere. */
  async function move<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<void> {
    if (moving || events?.isGoingOn() === true) return;
    moving = true;
    // Buttons that are greyed for some milliseconds at each step flicker.
    const slow = setTimeout(() => set({ busy: true }), busyAfter);
    await ask(command, args);
    clearTimeout(slow);
    moving = false;
    if (getState().busy) set({ busy: false });
  }

  function threadOf(given: number | undefined): number {
    return given ?? getState().thread ?? 1;
  }

  return {
    ...store,
    launch,
    attach(runId, workflowId) {
      lastLaunch = null;
      return begin(workflowId, (opened) => opened.client.request('attach', { runId }));
    },
    stop: () => end('terminate'),
    detach: () => end('disconnect'),
    async restart() {
      // A run that is over has nothing to restart: it is started again.
      if (getState().over) return lastLaunch !== null && (await launch(lastLaunch));
      await move('restart', undefined);
      return true;
    },
    goOn: (how, thread) => move(how, { threadId: threadOf(thread) }),
    async pause(thread) {
      await ask('pause', { threadId: thread ?? 0 });
    },
    runTo: (step) => move('stepwell/runTo', { threadId: threadOf(undefined), step }),
    async selectThread(thread) {
      await stacks?.show(thread);
    },
    async selectFrame(thread, frame) {
      await stacks?.select(thread, frame);
    },
    async moreFrames(thread) {
      await stacks?.more(thread);
    },
    async setHold(hold) {
      set({ hold });
      await ask('stepwell/hold', { mode: hold });
    },
    async sendBreakpoints() {
      try {
        await sendBreakpoints();
      } catch (error) {
        const data = toErrorData(error);
        // The session was being left: there is nothing any more that they could stop.
        if (data.code !== 'DEBUG_ENDED') deps.onError(data);
      }
    },
    async sendErrorStops() {
      try {
        await sendErrorStops();
      } catch (error) {
        deps.onError(toErrorData(error));
      }
    },
    ask,
    request,
    answerEffects: (answer) => answerAsked?.(answer),
    refreshOverrides,
  };
}
