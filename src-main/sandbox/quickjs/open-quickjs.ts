import { Worker } from 'node:worker_threads';
import { EngineLife, type OpenEngine } from '../confined/engine';

/** Host objects of the thread; the code's own memory is WebAssembly's and limited there. */
const heapMegabytes = 512;
/** WebAssembly uses the thread's stack: QuickJS must see its own limit first. */
const stackMegabytes = 16;

/** Engines that are QuickJS in a thread. `entry` is worker.ts as it was built. */
export function createQuickJsOpener(entry: string): OpenEngine {
  return async () => {
    const worker = new Worker(entry, {
      // Nothing of this process is in there, not even by its environment.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, stackSizeMb: stackMegabytes },
    });
    const life = new EngineLife();
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      life.gone(outOfMemory ? { type: 'memory' } : { type: 'crash', how: error.message });
    });
    worker.on('exit', (code) => life.gone({ type: 'crash', how: `exit code ${code}` }));
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      life.onGone((why) => {
        const how = why.type === 'crash' ? why.how : 'out of memory';
        reject(new Error(`The thread for confined code did not start: ${how}`));
      });
    });
    // An engine that waits does not keep the command line from ending.
    worker.unref();
    return {
      pid: undefined,
      start(job) {
        worker.ref();
        worker.postMessage(job);
      },
      onMessage: (listener) => worker.on('message', listener),
      onGone: life.onGone,
      async end() {
        await worker.terminate();
      },
    };
  };
}
