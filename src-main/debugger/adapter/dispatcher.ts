import { type AppError, toErrorData } from '@shared/errors/app-error';
import type { DebugMessage } from '@shared/ipc/debug';
import { z } from 'zod';
import { errorBody, protocolError } from './protocol-error';
import type { RequestPhase, RequestTable } from './request';

// Requests in, responses and events out, whatever the request is. A client may send anything in any
// order; what is wrong gets an error response, and nothing makes the adapter fall over.

export interface DispatcherParts<Context> {
  readonly requests: RequestTable<Context>;
  readonly context: Context;
  /** How far the conversation has come. */
  phase(): RequestPhase | 'ended';
  send(message: DebugMessage): void;
  /** Something that is our fault. */
  onFault(error: unknown): void;
}

export interface Dispatcher {
  receive(message: unknown): void;
  event(name: string, body?: object): void;
  /** Stops a request that is being worked on; false when there is none. */
  cancel(requestSeq: number): boolean;
  cancelAll(): void;
}

const requestSchema = z.object({
  seq: z.number().int().min(0),
  type: z.literal('request'),
  command: z.string().min(1).max(200),
  arguments: z.unknown().optional(),
});
type Request = z.infer<typeof requestSchema>;

export function createDispatcher<Context>(parts: DispatcherParts<Context>): Dispatcher {
  const { requests, context } = parts;
  const working = new Map<number, AbortController>();
  let sent = 0;

  function send(type: 'response' | 'event', content: object): void {
    sent += 1;
    parts.send({ seq: sent, type, ...content });
  }

  function refuse(asked: { seq: number; command: string }, error: unknown): void {
    const data = toErrorData(error);
    if (data.kind === 'bug') parts.onFault(error);
    send('response', {
      request_seq: asked.seq,
      success: false,
      command: asked.command,
      // `cancelled` is the protocol's own word; clients then say nothing to the user.
      message: data.code === 'CANCELLED' ? 'cancelled' : data.message,
      body: errorBody(data),
    });
  }

  async function answer(asked: Request): Promise<void> {
    const afterwards: (() => void)[] = [];
    const abort = new AbortController();
    working.set(asked.seq, abort);
    try {
      const spec = Object.hasOwn(requests, asked.command) ? requests[asked.command] : undefined;
      if (!spec) throw unknownCommand(asked.command);
      checkPhase(asked.command, spec.phase, parts.phase());
      const given = spec.schema.safeParse(asked.arguments ?? {});
      if (!given.success) throw badArguments(asked.command, given.error);
      const body = await Promise.race([
        spec.run(context, given.data, {
          signal: abort.signal,
          afterwards: (work) => void afterwards.push(work),
        }),
        whenAborted(abort.signal),
      ]);
      send('response', {
        request_seq: asked.seq,
        success: true,
        command: asked.command,
        ...(body !== undefined && { body }),
      });
    } catch (error) {
      refuse(asked, error);
      return;
    } finally {
      working.delete(asked.seq);
    }
    for (const work of afterwards) work();
  }

  return {
    receive(message) {
      const parsed = requestSchema.safeParse(message);
      if (parsed.success) {
        void answer(parsed.data).catch(parts.onFault);
        return;
      }
      // Responses to requests that we never make, and what is no message at all.
      if (isResponse(message)) return;
      refuse(seqAndCommand(message), notARequest(parsed.error));
    },
    event: (name, body) => send('event', { event: name, ...(body !== undefined && { body }) }),
    cancel(requestSeq) {
      const abort = working.get(requestSeq);
      abort?.abort();
      return abort !== undefined;
    },
    cancelAll() {
      for (const abort of working.values()) abort.abort();
    },
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()), { once: true });
  });
}

/** The client did not want to wait any longer. */
export function cancelled(): AppError {
  return protocolError('CANCELLED', 'The request was cancelled.');
}

function checkPhase(command: string, needed: RequestPhase, phase: RequestPhase | 'ended'): void {
  if (needed === 'always') return;
  if (phase === 'ended') {
    throw protocolError(
      'DEBUG_ENDED',
      `"${command}" came after this debug session was disconnected.`,
      'Start a new one.',
    );
  }
  if (phase === 'always') {
    throw protocolError(
      'DEBUG_ORDER',
      `"${command}" came before "initialize".`,
      'Send "initialize" first.',
    );
  }
  if (needed === 'debugging' && phase === 'configuring') {
    throw protocolError(
      'DEBUG_ORDER',
      `"${command}" came before anything was launched.`,
      'Send "launch" or "attach" first, and wait for the event "initialized".',
    );
  }
}

function unknownCommand(command: string): AppError {
  return protocolError(
    'DEBUG_UNKNOWN_REQUEST',
    `This debugger does not know the request "${command}".`,
    'Its capabilities are in the answer to "initialize".',
  );
}

function badArguments(command: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  const place = issue?.path.length ? ` at "${issue.path.join('.')}"` : '';
  return protocolError(
    'DEBUG_ARGUMENTS',
    `The arguments of "${command}" are wrong${place}: ${issue?.message ?? 'unknown'}.`,
  );
}

function notARequest(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const place = issue?.path.length ? ` at "${issue.path.join('.')}"` : '';
  return protocolError(
    'DEBUG_NOT_A_REQUEST',
    `This is no request of the Debug Adapter Protocol${place}: ${issue?.message ?? 'unknown'}.`,
  );
}

function isResponse(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'response'
  );
}

/** As far as they can be made out, so that the client can tell what was refused. */
function seqAndCommand(message: unknown): { seq: number; command: string } {
  const found = { seq: 0, command: '' };
  if (typeof message !== 'object' || message === null) return found;
  if ('seq' in message && typeof message.seq === 'number' && Number.isFinite(message.seq)) {
    found.seq = message.seq;
  }
  if ('command' in message && typeof message.command === 'string') {
    found.command = message.command.slice(0, 200);
  }
  return found;
}
