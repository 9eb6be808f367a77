import { toErrorData } from '@shared/errors/app-error';
import type { StoreApi } from 'zustand/vanilla';
import type { DapClient } from '../dap/dap-client';
import { afterPaint } from './after-paint';
import { type DebuggerState, noSession, type Stack } from './debugger-state';

/** Frames that are read at once. */
const framePage = 50;

/** Reads stacks and scopes into the store, and drops answers that came too late. */
export interface StackReader {
  /** Looks at a branch: its stack, and the frame where it stands. */
  show(thread: number): Promise<void>;
  select(thread: number, frame: number): Promise<void>;
  more(thread: number): Promise<void>;
  /** Reads what is shown once more. */
  again(): Promise<void>;
  /** A branch goes on, or all do: its frames are void. */
  forget(thread: number | null): void;
}

export function createStackReader(
  client: DapClient,
  store: StoreApi<DebuggerState>,
  onFrame: (state: DebuggerState) => void,
): StackReader {
  /** Counts what was asked for: only the newest answer counts. */
  let asking = 0;

  function setStack(thread: number, stack: Stack): void {
    store.setState({ stacks: { ...store.getState().stacks, [thread]: stack } });
  }

  async function readFrames(thread: number, startFrame: number): Promise<Stack> {
    const body = await client.request('stackTrace', {
      threadId: thread,
      startFrame,
      levels: framePage,
    });
    const total = body.totalFrames ?? startFrame + body.stackFrames.length;
    return {
      status: 'ready',
      frames: body.stackFrames,
      more: startFrame + body.stackFrames.length < total && body.stackFrames.length > 0,
    };
  }

  async function show(thread: number): Promise<void> {
    asking += 1;
    const own = asking;
    const before = store.getState().stacks[thread];
    store.setState({ thread });
    if (!before) setStack(thread, { status: 'loading', frames: [], more: false });
    try {
      // Where it stands is drawn first; what the side bar shows of it follows.
      const [stack] = await Promise.all([readFrames(thread, 0), afterPaint()]);
      if (own !== asking) return;
      setStack(thread, stack);
      const top = stack.frames[0];
      if (top) await select(thread, top.id);
      else store.setState({ frame: null, scopes: noSession.scopes });
    } catch (error) {
      if (own !== asking) return;
      setStack(thread, {
        status: 'failed',
        frames: [],
        more: false,
        error: toErrorData(error).message,
      });
    }
  }

  async function select(thread: number, frame: number): Promise<void> {
    asking += 1;
    const own = asking;
    const { scopes } = store.getState();
    store.setState({ thread, frame, scopes: { status: 'loading', list: scopes.list } });
    try {
      const body = await client.request('scopes', { frameId: frame });
      if (own !== asking) return;
      store.setState({ scopes: { status: 'ready', list: body.scopes } });
    } catch (error) {
      if (own !== asking) return;
      const { message } = toErrorData(error);
      store.setState({ scopes: { status: 'failed', list: [], error: message } });
    }
    onFrame(store.getState());
  }

  return {
    show,
    select,
    async more(thread) {
      const known = store.getState().stacks[thread];
      if (!known?.more) return;
      const next = await readFrames(thread, known.frames.length);
      if (store.getState().stacks[thread] !== known) return;
      setStack(thread, { ...next, frames: [...known.frames, ...next.frames] });
    },
    async again() {
      const { thread, frame, stacks } = store.getState();
      if (thread === null) return;
      const at = stacks[thread]?.frames.findIndex(({ id }) => id === frame) ?? 0;
      await show(thread);
      const same = store.getState().stacks[thread]?.frames[at];
      if (at > 0 && same) await select(thread, same.id);
    },
    forget(thread) {
      asking += 1;
      if (thread === null) {
        store.setState({ stacks: {} });
        return;
      }
      const { [thread]: _gone, ...rest } = store.getState().stacks;
      store.setState({ stacks: rest });
    },
  };
}
