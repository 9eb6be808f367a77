import type { DebugProtocol } from '@vscode/debugprotocol';
import { AppError } from '@shared/errors/app-error';
import { dapError } from './dap-error';
import type { DapEvents, DapRequests } from './stepwell-protocol';

/** One conversation with a debug adapter: numbered requests with answers, and events. */
export interface DapClient {
  request<C extends keyof DapRequests>(
    command: C,
    args: DapRequests[C][0],
  ): Promise<DapRequests[C][1]>;
  on<E extends keyof DapEvents>(event: E, listener: (body: DapEvents[E]) => void): () => void;
  /** A message from the adapter. */
  receive(message: DebugProtocol.ProtocolMessage): void;
  /** The conversation is over: what waits for an answer is told so. */
  dispose(): void;
}

export type SendMessage = (message: DebugProtocol.Request) => Promise<unknown>;

interface Waiting {
  readonly resolve: (body: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export function createDapClient(send: SendMessage): DapClient {
  let seq = 0;
  let over = false;
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(body: never) => void>>();

  function request(command: string, args: unknown): Promise<unknown> {
    if (over) return Promise.reject(sessionOver());
    seq += 1;
    const id = seq;
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    send({ seq: id, type: 'request', command, arguments: args }).catch((error: unknown) => {
      waiting.get(id)?.reject(error);
      waiting.delete(id);
    });
    return answer;
  }

  function answered(response: DebugProtocol.Response): void {
    const asked = waiting.get(response.request_seq);
    if (!asked) return;
    waiting.delete(response.request_seq);
    if (response.success) asked.resolve(response.body);
    else asked.reject(dapError(response));
  }

  return {
    request: request as DapClient['request'],
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      known.add(listener as (body: never) => void);
      return () => known.delete(listener as (body: never) => void);
    },
    receive(message) {
      if (over) return;
      if (message.type === 'response') answered(message as DebugProtocol.Response);
      if (message.type !== 'event') return;
      const { event, body } = message as DebugProtocol.Event;
      // A copy: a listener may take itself away.
      for (const listener of [...(listeners.get(event) ?? [])]) listener(body as never);
    },
    dispose() {
      over = true;
      for (const { reject } of waiting.values()) reject(sessionOver());
      waiting.clear();
      listeners.clear();
    },
  };
}

function sessionOver(): AppError {
  return new AppError({
    code: 'DEBUG_SESSION_OVER',
    kind: 'user',
    message: 'The debugging session is over.',
    hint: 'Start debugging again with F5.',
  });
}
