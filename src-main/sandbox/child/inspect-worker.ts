import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/** The inspector of a worker thread, driven from the main thread of its process: there is no port. */
export interface WorkerInspector {
  send(text: string): void;
  /** Nobody looks until the next job: no breakpoint, step or pause is left for it. */
  rest(): void;
  /** The thread runs on; one that stands still would not end. */
  detach(): void;
}

interface AttachedMessage {
  readonly params: { readonly sessionId: string; readonly workerInfo: { readonly title: string } };
}
interface WorkerMessage {
  readonly params: { readonly sessionId: string; readonly message: string };
}

/** A longer message carries a text that nobody can look at as a whole. */
const longestMessage = 1_000_000;
const longestText = 10_000;
const scriptParsed = '{"method":"Debugger.scriptParsed"';
/** Its number is none that the app gives, so nobody takes the answer for theirs. */
const resetMessage = JSON.stringify({ id: 0, method: 'Debugger.disable' });
/** What may still be under way when the code ends, and would stop the next job. */
const stops = /^\{"id":\d+,"method":"Debugger\.(?:pause|step)/;
const jobsPerReset = 50;

export function inspectWorker(
  worker: Worker,
  onMessage: (text: string) => void,
): Promise<WorkerInspector> {
  const session = new Session();
  session.connect();
  const attached = Promise.withResolvers<WorkerInspector>();
  let ours: string | undefined;

  session.on('NodeWorker.attachedToWorker', ({ params }: AttachedMessage) => {
    if (!params.workerInfo.title.startsWith(`[worker ${worker.threadId}]`)) return;
    const { sessionId } = params;
    ours = sessionId;
    setImmediate(() => {
      attached.resolve(
        inspectorOver(
          (message) => session.post('NodeWorker.sendMessageToWorker', { sessionId, message }),
          () => session.disconnect(),
        ),
      );
    });
  });
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }: WorkerMessage) => {
    const { sessionId, message } = params;
    // Every script of the thread is told anew for each job, and nobody wants to know.
    if (sessionId !== ours || message.startsWith(scriptParsed)) return;
    // The inspector may speak in the middle of anything, also of sending something to the app.
    setImmediate(() => onMessage(shortened(message)));
  });
  worker.once('exit', () => attached.reject(new Error('The worker has ended')));
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) => {
    if (error) attached.reject(error);
  });
  return attached.promise;
}

function inspectorOver(post: (message: string) => void, detach: () => void): WorkerInspector {
  let jobs = 0;
  let mayStop = false;
  return {
    send(message) {
      mayStop ||= stops.test(message);
      post(message);
    },
    rest() {
      jobs += 1;
      // Breakpoints of earlier jobs only take up room. Starting anew costs more than a small job.
      if (!mayStop && jobs % jobsPerReset !== 0) return;
      mayStop = false;
      post(resetMessage);
    },
    detach,
  };
}

/** Here and not in the app, whose process always answers. */
function shortened(message: string): string {
  if (message.length <= longestMessage) return message;
  return JSON.stringify(JSON.parse(message), (_key, value: unknown) =>
    typeof value === 'string' ? value.slice(0, longestText) : value,
  );
}
