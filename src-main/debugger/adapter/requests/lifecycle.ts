import { z } from 'zod';
import { capabilities } from '../capabilities';
import type { Conversation } from '../conversation';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';

const initializeSchema = z.looseObject({
  adapterID: z.string().max(200).default('stepwell'),
  clientID: z.string().max(200).exactOptional(),
  linesStartAt1: z.boolean().default(true),
  columnsStartAt1: z.boolean().default(true),
  pathFormat: z.enum(['path', 'uri']).default('path'),
  supportsProgressReporting: z.boolean().exactOptional(),
  /** Of our own: see effects-question.ts. */
  supportsEffectsQuestion: z.boolean().exactOptional(),
});

/** The beginning and the end of a conversation. */
export const lifecycleRequests: RequestTable<Conversation> = {
  initialize: request('always', initializeSchema, (talk: Conversation, given) => {
    if (talk.phase !== 'always') {
      throw protocolError('DEBUG_ORDER', '"initialize" may come only once, at the beginning.');
    }
    talk.client = given;
    talk.phase = 'configuring';
    return capabilities;
  }),
  cancel: request(
    'always',
    z.object({ requestId: z.number().int().optional(), progressId: z.string().optional() }),
    (talk: Conversation, { requestId }) => {
      if (requestId !== undefined) talk.cancel(requestId);
    },
  ),
  disconnect: request(
    'always',
    z.object({ terminateDebuggee: z.boolean().optional(), restart: z.boolean().optional() }),
    async (talk: Conversation, { terminateDebuggee }) => {
      // A run that was launched for this debugger ends with it, unless the client wants otherwise.
      const ends = terminateDebuggee ?? talk.plan?.type === 'launch';
      await talk.leave(ends ? 'cancel' : 'continue');
    },
  ),
};
