import { randomBytes } from 'node:crypto';
import { parentPort, type MessagePort } from 'node:worker_threads';
import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import type { EngineJob } from '../confined/confined-sandbox';
import type { GuestFailure } from '../confined/guest/guest';
import { bareSource } from '../confined/guest-source';

// A thread with a QuickJS engine in WebAssembly: hostile code gets at the functions below and at
// nothing else. They take and give texts and numbers.

const guestName = 'stepwell:guest';
/** Bytes of stack for the code; QuickJS says so in an error when it is used up. */
const maximumStack = 512 * 1_024;

/** Runs one job in this thread. */
export async function serve(): Promise<void> {
  if (!parentPort) throw new Error('The engine was started without a parent');
  const port: MessagePort = parentPort;
  const module = await newQuickJSWASMModuleFromVariant(variant);
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(maximumStack);
  const context = runtime.newContext();
  const timers = new Map<number, NodeJS.Timeout>();

  function pump(): void {
    const done = runtime.executePendingJobs();
    if (done.error) throw new Error('A job of the guest failed');
  }

  /** Runs a piece of the guest; what breaks the engine itself breaks this run only. */
  function enter(work: () => void): void {
    try {
      work();
      pump();
    } catch (error) {
      port.postMessage(`F${JSON.stringify(engineFailure(error))}`);
    }
  }

  const host = hostObject(context, {
    send: (text) => port.postMessage(text),
    startTimer: (id, milliseconds) => {
      const call = () => {
        timers.delete(id);
        enter(() => {
          context.callFunction(fire, context.undefined, context.newNumber(id)).unwrap();
        });
      };
      timers.set(id, setTimeout(call, milliseconds));
    },
    stopTimer: (id) => {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
  });
  const start = context.evalCode(bareSource(), guestName).unwrap();
  const guest = context.callFunction(start, context.undefined, host).unwrap();
  const run = context.getProp(guest, 'run');
  const fire = context.getProp(guest, 'fire');

  let begun = false;
  // A listener that stays: without one the thread would end while the code waits for nothing.
  port.on('message', (job: string) => {
    if (begun) return;
    begun = true;
    const { memory } = JSON.parse(job) as EngineJob;
    runtime.setMemoryLimit(memory * 1_048_576);
    enter(() => {
      context.callFunction(run, context.undefined, context.newString(job)).unwrap();
    });
  });
  port.postMessage('Rnull');
}

interface HostFunctions {
  send(text: string): void;
  startTimer(id: number, milliseconds: number): void;
  stopTimer(id: number): void;
}

function hostObject(context: QuickJSContext, functions: HostFunctions): QuickJSHandle {
  const host = context.newObject();
  const text = (handle: QuickJSHandle | undefined) => (handle ? context.getString(handle) : '');
  const number = (handle: QuickJSHandle | undefined) => (handle ? context.getNumber(handle) : 0);
  type Implementation = Parameters<QuickJSContext['newFunction']>[1];
  const define = (name: string, call: Implementation) => {
    const handle = context.newFunction(name, call);
    context.setProp(host, name, handle);
    handle.dispose();
  };
  // What they return would be taken for a value of the guest.
  define('send', (message) => {
    functions.send(text(message));
  });
  define('startTimer', (id, milliseconds) => {
    functions.startTimer(number(id), number(milliseconds));
  });
  define('stopTimer', (id) => {
    functions.stopTimer(number(id));
  });
  define('milliseconds', () => context.newNumber(performance.now()));
  define('randomHex', (bytes) =>
    context.newString(randomBytes(Math.min(65_536, Math.max(0, number(bytes)))).toString('hex')),
  );
  define('evaluate', (program, name) => context.evalCode(text(program), text(name)));
  return host;
}

/** WebAssembly's own stack or memory was used up, which QuickJS could not see coming. */
function engineFailure(error: unknown): GuestFailure {
  const name = error instanceof Error ? error.name : 'Error';
  const message =
    name === 'RangeError' ? 'RangeError: Maximum call stack size exceeded' : 'The engine gave up';
  return { type: 'thrown', message, frames: [] };
}
