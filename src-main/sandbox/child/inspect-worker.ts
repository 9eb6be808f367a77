import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/** The inspector of a worker thread, driven from the main thread of its process: there is no port. */
export interface WorkerInspector {
  send(text: string): void;
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
    ours = params.sessionId;
    const inspector: WorkerInspector = {
      send: (message) => {
        session.post('NodeWorker.sendMessageToWorker', { sessionId: params.sessionId, message });
      },
      detach: () => session.disconnect(),
    };
    setImmediate(() => attached.resolve(inspector));
  });
  session.on('NodeWorker.receivedMessageFromWorker', ({ params }: WorkerMessage) => {
    // The inspector may speak in the middle of anything, also of sending something to the app.
    if (params.sessionId === ours) setImmediate(() => onMessage(shortened(params.message)));
  });
  worker.once('exit', () => attached.reject(new Error('The worker has ended')));
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) => {
    if (error) attached.reject(error);
  });
  return attached.promise;
}

/** Here and not in the app, whose process always answers. */
function shortened(message: string): string {
  if (message.length <= longestMessage) return message;
  return JSON.stringify(JSON.parse(message), (_key, value: unknown) =>
    typeof value === 'string' ? value.slice(0, longestText) : value,
  );
}
