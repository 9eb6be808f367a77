import type { Stop } from '@shared/debug/stops';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import { describe, expect, it, vi } from 'vitest';
import { createFakeAdapter, Refusal } from '../dap/fake-adapter';
import type { Moment } from '../dap/stepwell-protocol';
import { isTopFrame, shownFrame, shownStop } from './debugger-state';
import { createDebuggerStore } from './debugger-store';

const workflowId = 'w1' as WorkflowId;
const runId = 'r1' as RunId;

const launch = {
  workflowId,
  text: 'name: x',
  input: null,
  secrets: {},
  effects: 'live',
  stopOnEntry: false,
} as const;

function stopAt(step: string, branch = 1, id = 1): Stop {
  return {
    id,
    branch,
    step,
    path: [],
    place: 'before',
    reason: 'breakpoint',
    seq: 4,
    breakpoints: [],
    description: `Paused before ${step} (breakpoint)`,
  };
}

function moment(part: Partial<Moment> = {}): Moment {
  return { runId, seq: 4, lastSeq: 4, live: true, stops: [], branches: [], ...part };
}

function setUp() {
  const adapter = createFakeAdapter({
    initialize: () => ({ supportsStepBack: true }),
    launch: () => ({ runId }),
    'stepwell/setBreakpoints': () => ({ statuses: [{ id: 'b', verified: true, hits: 0 }] }),
    'stepwell/overrides': () => ({ overrides: [{ step: 'fetch', config: { url: 'x' } }] }),
    stackTrace: ({ threadId }) => ({
      stackFrames: [
        { id: Number(threadId) * 10 + 1, name: 'top', line: 1, column: 1 },
        { id: Number(threadId) * 10 + 2, name: 'workflow', line: 1, column: 1 },
      ],
      totalFrames: 2,
    }),
    scopes: ({ frameId }) => ({
      scopes: [{ name: 'Input', variablesReference: Number(frameId) * 10, expensive: false }],
    }),
  });
  const calls = {
    onStatuses: vi.fn(),
    onOutput: vi.fn(),
    onStopped: vi.fn(),
    onFrame: vi.fn(),
    onError: vi.fn(),
  };
  const store = createDebuggerStore({
    port: adapter.port,
    breakpoints: () =>
      Promise.resolve({
        breakpoints: [{ id: 'b', target: { type: 'step', step: 'fetch' }, enabled: true }],
        errorStops: { all: false, uncaught: true },
      }),
    ...calls,
  });
  const commands = () => adapter.requests.map(({ command }) => command);
  return { adapter, store, calls, commands };
}

async function stopped(at = stopAt('fetch')) {
  const parts = setUp();
  await parts.store.launch(launch);
  parts.adapter.tell('stopped', { reason: 'breakpoint', threadId: at.branch, stepwell: at });
  parts.adapter.tell('stepwell/moment', moment({ stops: [at] }));
  await vi.waitFor(() => expect(parts.store.getState().scopes.status).toBe('ready'));
  return parts;
}

describe('createDebuggerStore', () => {
  it('tells what stops before the run begins', async () => {
    const { store, commands, calls } = setUp();
    expect(await store.launch(launch)).toBe(true);
    expect(store.getState()).toMatchObject({ phase: 'running', runId });
    expect(commands()).toEqual([
      'initialize',
      'launch',
      'stepwell/setBreakpoints',
      'setExceptionBreakpoints',
      'configurationDone',
    ]);
    expect(store.getState().errorStops).toEqual({ all: false, uncaught: true });
    expect(calls.onStatuses).toHaveBeenCalledWith([{ id: 'b', verified: true, hits: 0 }]);
  });

  it('tells together what has become of breakpoints at once', async () => {
    const { adapter, calls } = await stopped();
    calls.onStatuses.mockClear();
    for (const hits of [1, 2]) {
      adapter.tell('breakpoint', {
        reason: 'changed',
        stepwell: { id: 'b', verified: true, hits },
      });
    }
    await vi.waitFor(() => expect(calls.onStatuses).toHaveBeenCalledTimes(1));
    expect(calls.onStatuses.mock.calls[0]?.[0]).toMatchObject([{ hits: 1 }, { hits: 2 }]);
  });

  it('says why a session cannot start, and closes it', async () => {
    const { store, adapter, calls } = setUp();
    adapter.answer('launch', () => {
      throw new Refusal('“fetch” has no URL', { code: 'WORKFLOW_INVALID' });
    });
    expect(await store.launch(launch)).toBe(false);
    expect(store.getState()).toMatchObject({
      phase: 'off',
      error: { code: 'WORKFLOW_INVALID', message: '“fetch” has no URL' },
    });
    expect(calls.onError).toHaveBeenCalledTimes(1);
    expect(adapter.open).toBe(false);
  });

  it('shows the top frame of the branch that stopped', async () => {
    const { store, calls } = await stopped();
    const state = store.getState();
    expect(state).toMatchObject({ phase: 'stopped', thread: 1, frame: 11 });
    expect(shownStop(state)?.description).toBe('Paused before fetch (breakpoint)');
    expect(shownFrame(state)?.name).toBe('top');
    expect(calls.onStopped).toHaveBeenCalledTimes(1);
    await store.selectFrame(1, 12);
    expect(isTopFrame(store.getState())).toBe(false);
    expect(store.getState().scopes.list[0]?.variablesReference).toBe(120);
  });

  it('does not leave the branch that is looked at for one that is held with it', async () => {
    const { store, adapter } = await stopped();
    const held = { ...stopAt('other', 2, 2), reason: 'held' as const };
    adapter.tell('stopped', { reason: 'pause', threadId: 2, stepwell: held });
    await Promise.resolve();
    expect(store.getState().thread).toBe(1);
  });

  it('goes to another branch that stands still when the one looked at goes on', async () => {
    const { store, adapter } = await stopped();
    const both = [stopAt('fetch'), stopAt('other', 2, 2)];
    adapter.tell('stepwell/moment', moment({ stops: both }));
    adapter.tell('continued', { threadId: 1, allThreadsContinued: false });
    await vi.waitFor(() => expect(store.getState().frame).toBe(21));
    expect(store.getState().phase).toBe('stopped');
  });

  it('keeps what is shown while a step takes no time, and clears it when it takes longer', async () => {
    vi.useFakeTimers();
    try {
      const { store, adapter } = await stopped();
      const stand = store.getState();
      adapter.tell('continued', { threadId: 1, allThreadsContinued: true });
      adapter.tell('stepwell/moment', moment({ seq: 5, lastSeq: 5 }));
      adapter.tell('stepwell/branches', { branches: [] });
      // Nothing is drawn, and another step does not go out, before it is known how this one goes.
      expect(store.getState()).toBe(stand);
      await store.goOn('next');
      expect(adapter.requests.map(({ command }) => command)).not.toContain('next');
      vi.advanceTimersByTime(100);
      expect(store.getState()).toMatchObject({ phase: 'running', frame: 11, moment: { seq: 5 } });
      vi.advanceTimersByTime(1_000);
      expect(store.getState()).toMatchObject({ frame: null, stacks: {} });
    } finally {
      vi.useRealTimers();
    }
  });

  it('forgets what was held back once the run stands again', async () => {
    vi.useFakeTimers();
    try {
      const { store, adapter } = await stopped();
      adapter.tell('continued', { threadId: 1, allThreadsContinued: true });
      adapter.tell('stepwell/moment', moment({ seq: 5, lastSeq: 5 }));
      const next = stopAt('save', 1, 2);
      adapter.tell('stopped', { reason: 'step', threadId: 1, stepwell: next });
      adapter.tell('stepwell/moment', moment({ seq: 6, lastSeq: 6, stops: [next] }));
      vi.advanceTimersByTime(1_000);
      expect(store.getState()).toMatchObject({ phase: 'stopped', moment: { seq: 6 } });
      expect(shownStop(store.getState())?.step).toBe('save');
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks whether effects may happen again, and sends the answer', async () => {
    const { store, adapter } = await stopped();
    adapter.answer('restartFrame', ({ effects }) => {
      if (effects === 'allow') return {};
      throw new Refusal('“pay” would pay again', {
        code: 'EFFECTS_ASK',
        steps: [{ step: 'pay', title: 'Pay' }],
      });
    });
    const asking = store.request('restartFrame', { frameId: 11 });
    await vi.waitFor(() => expect(store.getState().asked?.steps[0]?.title).toBe('Pay'));
    store.answerEffects('allow');
    await asking;
    expect(store.getState().asked).toBeNull();
    expect(adapter.requests.at(-1)?.args).toEqual({ frameId: 11, effects: 'allow' });
  });

  it('does nothing, and says nothing, when effects may not happen again', async () => {
    const { store, adapter, calls } = await stopped();
    adapter.answer('restartFrame', () => {
      throw new Refusal('again?', { code: 'EFFECTS_ASK' });
    });
    const asking = store.ask('restartFrame', { frameId: 11 });
    await vi.waitFor(() => expect(store.getState().asked).not.toBeNull());
    store.answerEffects(null);
    expect(await asking).toBeUndefined();
    expect(calls.onError).not.toHaveBeenCalled();
  });

  it('shows a past moment as stopped', async () => {
    const { store, adapter } = await stopped();
    adapter.tell('stepwell/moment', moment({ seq: 2, live: false }));
    expect(store.getState()).toMatchObject({ phase: 'stopped', moment: { seq: 2, live: false } });
  });

  it('keeps the log open after the run has ended, with what was changed', async () => {
    const { store, adapter } = await stopped();
    adapter.tell('terminated');
    await vi.waitFor(() => expect(store.getState().overrides).toHaveLength(1));
    expect(store.getState().phase).toBe('ended');
    adapter.tell('stepwell/moment', moment({ seq: 9, lastSeq: 9, live: false }));
    adapter.tell('stepwell/moment', moment({ seq: 3, lastSeq: 9, live: false }));
    expect(store.getState()).toMatchObject({ phase: 'stopped', over: true });
    await store.stop();
    expect(store.getState().phase).toBe('off');
    expect(adapter.requests.map(({ command }) => command)).not.toContain('terminate');
    expect(adapter.open).toBe(false);
  });

  it('shows no frames of the last stop once the run has ended', async () => {
    const { store, adapter, calls } = await stopped();
    adapter.tell('continued', { threadId: 1, allThreadsContinued: true });
    calls.onFrame.mockClear();
    adapter.tell('terminated');
    adapter.tell('stepwell/moment', moment({ seq: 9, lastSeq: 9, live: false }));
    const gone = { phase: 'ended', thread: null, stacks: {}, frame: null };
    expect(store.getState()).toMatchObject({ ...gone, scopes: { status: 'none', list: [] } });
    expect(calls.onFrame).toHaveBeenCalledWith(expect.objectContaining(gone));
  });

  it('leaves a moment that is looked at on the screen when the run ends meanwhile', async () => {
    const { store, adapter } = await stopped();
    adapter.tell('stepwell/moment', moment({ seq: 2, live: false }));
    adapter.tell('terminated');
    adapter.tell('stepwell/moment', moment({ seq: 2, lastSeq: 9, live: false }));
    expect(store.getState()).toMatchObject({ phase: 'stopped', over: true, thread: 1, frame: 11 });
  });

  it('starts a run again that is over', async () => {
    const { store, adapter, commands } = await stopped();
    adapter.tell('terminated');
    await store.restart();
    expect(commands().filter((command) => command === 'launch')).toHaveLength(2);
    expect(commands()).not.toContain('restart');
    expect(store.getState()).toMatchObject({ over: false });
  });

  it('ends the run when it is stopped while code is paused', async () => {
    const { store, adapter, commands } = await stopped();
    await store.stop();
    expect(commands().at(-1)).toBe('terminate');
    expect(store.getState().phase).toBe('off');
    expect(adapter.open).toBe(false);
  });

  it('sends one movement at a time', async () => {
    const { store, commands } = await stopped();
    await Promise.all([store.goOn('next'), store.goOn('next'), store.goOn('stepIn')]);
    expect(commands().filter((command) => ['next', 'stepIn'].includes(command))).toEqual(['next']);
  });
});
