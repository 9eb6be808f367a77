import type { DebugMessage } from '@shared/ipc/debug';
import { expect } from 'vitest';
import { openServices } from './open-services';

/** What a message carries; tests look into it as they like. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- every request has a body of its own; expectations tell what is in it
export type Body = Record<string, any>;

export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** What the studio is told besides. */
  readonly stepwell: Body;
}

export interface DebugClient {
  /** The body of the answer; rejects with the code and message of an error. */
  ask(command: string, given?: object): Promise<Body>;
  /** The code and message of the error that a request is answered with. */
  refusal(command: string, given?: object): Promise<Refusal>;
  /** The next event of that name that nobody has waited for yet. */
  event(name: string): Promise<Body>;
  /** Events of that name so far. */
  events(name: string): readonly Body[];
}

/** What carries messages between a client and its adapter. */
export interface DebugLine {
  receive(message: object): void;
  /** Called with every message of the adapter. */
  onMessage(listener: (message: DebugMessage) => void): void;
}

export function debugClient(line: DebugLine): DebugClient {
  const sent: DebugMessage[] = [];
  const seen = new Map<string, number>();
  // What crosses a process is a copy.
  line.onMessage((message) => void sent.push(JSON.parse(JSON.stringify(message)) as DebugMessage));
  let seq = 0;

  async function response(command: string, given?: object): Promise<Body> {
    seq += 1;
    const own = seq;
    line.receive({ seq: own, type: 'request', command, ...(given && { arguments: given }) });
    const find = () => sent.find((message) => message['request_seq'] === own);
    await expect.poll(find, { timeout: 20_000, interval: 5 }).toBeDefined();
    return find() as Body;
  }

  const events = (name: string) =>
    sent.filter((message) => message['event'] === name).map((message) => message['body'] as Body);

  return {
    async ask(command, given) {
      const answer = await response(command, given);
      if (answer['success'] === true) return (answer['body'] ?? {}) as Body;
      throw new Error(`${command}: ${String(answer['message'])} ${JSON.stringify(answer['body'])}`);
    },
    async refusal(command, given) {
      const answer = await response(command, given);
      expect(answer).toMatchObject({ success: false, body: { error: { format: '{text}' } } });
      const { error, stepwell = {} } = answer['body'] as Body;
      const { variables } = error as Body;
      return {
        code: String((variables as Body)['code']),
        message: String(answer['message']),
        stepwell: stepwell as Body,
      };
    },
    async event(name) {
      const index = seen.get(name) ?? 0;
      await expect
        .poll(() => events(name).length, { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(index);
      seen.set(name, index + 1);
      return events(name)[index] ?? {};
    },
    events,
  };
}

/** Services that clients in this process can debug with, as the studio does. */
export async function openDebugging(
  profile: string,
  hostOptions?: Parameters<typeof openServices>[2],
) {
  const listeners = new Map<string, (message: DebugMessage) => void>();
  const faults: unknown[] = [];
  const services = await openServices(
    profile,
    {
      events: { debugMessage: (name, message) => listeners.get(name)?.(message) },
      onFault: (error) => void faults.push(error),
    },
    hostOptions,
  );
  return {
    services,
    faults,
    connect() {
      const name = services.debug.open();
      return debugClient({
        receive: (message) => services.debug.receive(name, message),
        onMessage: (listener) => void listeners.set(name, listener),
      });
    },
  };
}
