import type { DebugMessage } from '@shared/ipc/debug';
import { Conversation } from './conversation';
import { createDispatcher, type Dispatcher } from './dispatcher';
import type { DebugHost } from './host';
import { breakpointRequests } from './requests/breakpoints';
import { dataBreakpointRequests } from './requests/data-breakpoints';
import { evaluateRequests } from './requests/evaluate';
import { executionRequests } from './requests/execution';
import { historyRequests } from './requests/history';
import { launchRequests } from './requests/launch';
import { lifecycleRequests } from './requests/lifecycle';
import { stackRequests } from './requests/stack';
import { stepwellRequests } from './requests/stepwell';
import { variableRequests } from './requests/variables';

export interface AdapterParts {
  readonly host: DebugHost;
  /** Unique among the clients of the process. */
  readonly name: string;
  /** Sends a message to the client. */
  readonly send: (message: DebugMessage) => void;
  /** The client said goodbye. */
  readonly onEnd?: () => void;
  readonly onFault?: (error: unknown) => void;
}

/** The Debug Adapter Protocol for one client, over whatever carries its messages. */
export interface Adapter {
  receive(message: unknown): void;
  /** The client is gone: what only it has stopped goes on. */
  close(): Promise<void>;
}

const requests = {
  ...lifecycleRequests,
  ...launchRequests,
  ...breakpointRequests,
  ...dataBreakpointRequests,
  ...executionRequests,
  ...historyRequests,
  ...stackRequests,
  ...variableRequests,
  ...evaluateRequests,
  ...stepwellRequests,
};

export function createAdapter(parts: AdapterParts): Adapter {
  const talk: Conversation = new Conversation({
    host: parts.host,
    name: parts.name,
    event: (name, body) => dispatcher.event(name, body),
    cancel: (requestSeq) => dispatcher.cancel(requestSeq),
  });
  const dispatcher: Dispatcher = createDispatcher<Conversation>({
    requests,
    context: talk,
    phase: () => talk.phase,
    send: parts.send,
    onFault: parts.onFault ?? (() => undefined),
  });
  return {
    receive: (message) => dispatcher.receive(message),
    async close() {
      if (talk.phase === 'ended') return;
      dispatcher.cancelAll();
      await talk.leave('continue');
    },
  };
}
