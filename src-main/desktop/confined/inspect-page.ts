import type { WebContents } from 'electron';
import { InspectorRefusal, type InspectChannel } from '../../sandbox/inspect/channel';
import { CodeEnded } from '../../sandbox/inspect/debug-errors';

/** The inspector of a confined page, inside the app: there is no port, and nothing that it adds for the page. */
export function inspectPage(contents: WebContents): InspectChannel {
  const inspector = contents.debugger;
  let closed = false;
  let listener: (method: string, params: unknown) => void = () => undefined;
  inspector.attach('1.3');
  inspector.on('message', (_event, method, params) => listener(method, params));
  return {
    async send(method, params) {
      if (closed || contents.isDestroyed()) throw new CodeEnded();
      try {
        return (await inspector.sendCommand(method, params ?? {})) as unknown;
      } catch (error) {
        if (closed) throw new CodeEnded();
        throw new InspectorRefusal(error instanceof Error ? error.message : String(error));
      }
    },
    onEvent(given) {
      listener = given;
    },
    close() {
      // Its process is ended with it; letting go here would let the code run on before that.
      closed = true;
      listener = () => undefined;
    },
  };
}
