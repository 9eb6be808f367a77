import { z } from 'zod';
import { call, event } from './define-contract';
import { nothing } from './schemas';

// The studio as a client of the debug adapter: messages of the Debug Adapter Protocol as plain JSON,
// the same ones that another editor writes to `stepwell dap`.

/** A client that is connected to an adapter; ends with `close`. */
export const debugClientSchema = z.string().regex(/^dbg_[0-9a-z-]{1,60}$/);

/**
 * A message of the protocol. Only its envelope is checked here: what a request must look like is
 * the adapter's matter, which answers a bad one with an error of the protocol.
 */
export interface DebugMessage {
  readonly seq: number;
  readonly type: 'request' | 'response' | 'event';
  readonly [key: string]: unknown;
}

const messageTypes: readonly unknown[] = ['request', 'response', 'event'];

export const debugMessageSchema = z.custom<DebugMessage>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    messageTypes.includes(value.type) &&
    'seq' in value &&
    typeof value.seq === 'number',
  'must be a message of the Debug Adapter Protocol',
);

export const debugContract = {
  /** Connects a new client; it gets messages until it closes. */
  open: call(nothing, z.object({ session: debugClientSchema })),
  /** Answers come as messages, also to what is wrong with the request. */
  send: call(
    z.strictObject({ session: debugClientSchema, message: debugMessageSchema }),
    nothing,
    // `launch` carries the text of the workflow and the input.
    { limit: 60_000_000 },
  ),
  /** Disconnects. A run that this client alone has paused goes on. */
  close: call(z.strictObject({ session: debugClientSchema }), nothing),
  /** What was said at once, in its order: the window draws it once. */
  onMessages: event(
    z.object({ session: debugClientSchema, messages: z.array(debugMessageSchema) }),
  ),
};
