import type { DebugMessage } from '@shared/ipc/debug';
import type { AdapterContext } from './context';
import { createDispatcher } from './dispatcher';
import { lifecycleRequests } from './requests/lifecycle';

export interface AdapterParts {
  /** Sends a message to the client. */
  readonly send: (message: DebugMessage) => void;
  readonly onFault?: (error: unknown) => void;
}

/** The Debug Adapter Protocol for one client, over whatever carries its messages. */
export interface Adapter {
  receive(message: unknown): void;
  /** The client is gone: what only it has stopped goes on. */
  close(): Promise<void>;
}

export function createAdapter(parts: AdapterParts): Adapter {
  const context: AdapterContext = {
    client: null,
    phase: 'always',
    event: (name, body) => dispatcher.event(name, body),
    cancel: (requestSeq) => dispatcher.cancel(requestSeq),
    leave() {
      context.phase = 'ended';
      return Promise.resolve();
    },
  };
  const dispatcher = createDispatcher<AdapterContext>({
    requests: { ...lifecycleRequests },
    context,
    phase: () => context.phase,
    send: parts.send,
    onFault: parts.onFault ?? (() => undefined),
  });
  return {
    receive: (message) => dispatcher.receive(message),
    async close() {
      if (context.phase === 'ended') return;
      dispatcher.cancelAll();
      await context.leave('continue');
    },
  };
}
