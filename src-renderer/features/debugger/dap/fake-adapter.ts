import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DebugPort } from '../session/debugger-port';

// A debug adapter for tests: answers by table, tells events when it is told to.

type Answer = (args: Record<string, unknown>) => unknown;

export interface FakeAdapter {
  readonly port: DebugPort;
  /** Every request so far, newest last. */
  readonly requests: { readonly command: string; readonly args: Record<string, unknown> }[];
  /** Sets or replaces an answer; one that throws refuses with the message. */
  answer(command: string, answer: Answer): void;
  tell(event: string, body?: unknown): void;
  readonly open: boolean;
}

export class Refusal extends Error {
  constructor(
    message: string,
    readonly stepwell?: Record<string, unknown>,
  ) {
    super(message);
  }
}

export function createFakeAdapter(answers: Record<string, Answer> = {}): FakeAdapter {
  const table = new Map<string, Answer>(Object.entries(answers));
  const requests: FakeAdapter['requests'] = [];
  let listener: Parameters<DebugPort['onMessages']>[0] | null = null;
  let open = false;
  let seq = 0;

  function say(message: object): void {
    seq += 1;
    const messages = [{ seq, ...message } as DebugProtocol.ProtocolMessage];
    listener?.({ session: 's1', messages });
  }

  function respond(request: DebugProtocol.Request): void {
    const args = (request.arguments ?? {}) as Record<string, unknown>;
    requests.push({ command: request.command, args });
    const base = { type: 'response', request_seq: request.seq, command: request.command };
    try {
      const body = table.get(request.command)?.(args);
      say({ ...base, success: true, body });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const stepwell = error instanceof Refusal ? error.stepwell : undefined;
      say({
        ...base,
        success: false,
        message,
        body: { error: { id: 1, format: message }, ...(stepwell && { stepwell }) },
      });
    }
    if (request.command === 'initialize') say({ type: 'event', event: 'initialized' });
  }

  return {
    requests,
    answer: (command, given) => void table.set(command, given),
    tell: (event, body) => say({ type: 'event', event, body }),
    get open() {
      return open;
    },
    port: {
      open: () => {
        open = true;
        return Promise.resolve({ session: 's1' });
      },
      send: ({ message }) => {
        queueMicrotask(() => respond(message as DebugProtocol.Request));
        return Promise.resolve();
      },
      close: () => {
        open = false;
        return Promise.resolve();
      },
      onMessages: (next) => {
        listener = next;
        return () => {
          listener = null;
        };
      },
    },
  };
}
