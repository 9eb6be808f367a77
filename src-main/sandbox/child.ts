import { isMainThread } from 'node:worker_threads';
import { startHost } from './child/host';
import { parentChannel } from './child/parent-channel';
import { startWorker } from './child/worker';

// The entry of a sandbox process, and of the worker thread in it: one file for both, so that it
// works bundled and from inside an app archive.

if (isMainThread) startHost(parentChannel(), new URL(import.meta.url));
else startWorker();
