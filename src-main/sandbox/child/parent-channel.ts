import type { FromProcess, ToProcess } from '../protocol';

export interface ParentChannel<In = ToProcess, Out = FromProcess> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}

/** Electron gives a utility process this; its types are not at hand outside the desktop folder. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** The line to the app, whichever way this process was started. It ends with the app. */
export function parentChannel<In = ToProcess, Out = FromProcess>(): ParentChannel<In, Out> {
  const utility = (process as NodeJS.Process & { parentPort?: UtilityPort | null }).parentPort;
  if (utility) {
    return {
      send: (message) => utility.postMessage(message),
      // The app is the only one that can send here.
      onMessage: (listener) => utility.on('message', (event) => listener(event.data as In)),
    };
  }
  process.on('disconnect', endNow);
  return {
    send: (message) => {
      // False only means that it is queued; an error means that the app is gone.
      process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => process.on('message', (message) => listener(message as In)),
  };
}

/** The app is gone. Not `process.exit`: it would wait for a worker that is busy outside JavaScript. */
function endNow(): void {
  try {
    // Its own group, with all that the code started.
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // It leads no group here.
    process.kill(process.pid, 'SIGKILL');
  }
}
