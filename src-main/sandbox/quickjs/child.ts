import { isMainThread, Worker } from 'node:worker_threads';
import { parentChannel } from '../child/parent-channel';

// The entry of a process with a QuickJS engine. Hostile code keeps a thread busy for as long as it
// likes; the process's main thread only passes texts on and notices when the app has gone. The
// process is ended after one job, and what the code made of its memory goes with it.

/** Objects of the host; the code's own memory is WebAssembly's and limited there. */
const heapMegabytes = 512;
/** WebAssembly uses the thread's stack: QuickJS must see its own limit first. */
const stackMegabytes = 16;

if (isMainThread) passOn();
else await import('./serve').then(({ serve }) => serve());

function passOn(): void {
  const parent = parentChannel<string, string>();
  const worker = new Worker(new URL(import.meta.url), {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, stackSizeMb: stackMegabytes },
  });
  worker.on('message', (text: string) => parent.send(text));
  parent.onMessage((job) => worker.postMessage(job));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') parent.send('F{"type":"memory"}');
    else process.exitCode = 1;
  });
}
