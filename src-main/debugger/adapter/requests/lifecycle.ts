import { z } from 'zod';
import { capabilities } from '../capabilities';
import type { AdapterContext } from '../context';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';

const initializeSchema = z.looseObject({
  adapterID: z.string().max(200).default('stepwell'),
  clientID: z.string().max(200).exactOptional(),
  linesStartAt1: z.boolean().default(true),
  columnsStartAt1: z.boolean().default(true),
  pathFormat: z.enum(['path', 'uri']).default('path'),
  supportsVariableType: z.boolean().exactOptional(),
  supportsProgressReporting: z.boolean().exactOptional(),
  supportsMemoryReferences: z.boolean().exactOptional(),
  supportsInvalidatedEvent: z.boolean().exactOptional(),
});

/** The beginning and the end of a conversation. */
export const lifecycleRequests: RequestTable<AdapterContext> = {
  initialize: request('always', initializeSchema, (context: AdapterContext, given) => {
    if (context.phase !== 'always') {
      throw protocolError('DEBUG_ORDER', '"initialize" may come only once, at the beginning.');
    }
    context.client = given;
    context.phase = 'configuring';
    return capabilities;
  }),
  cancel: request(
    'always',
    z.object({ requestId: z.number().int().optional(), progressId: z.string().optional() }),
    (context: AdapterContext, { requestId }) => {
      if (requestId !== undefined) context.cancel(requestId);
    },
  ),
  disconnect: request(
    'always',
    z.object({ terminateDebuggee: z.boolean().optional(), restart: z.boolean().optional() }),
    async (context: AdapterContext, { terminateDebuggee }) => {
      await context.leave(terminateDebuggee === true ? 'cancel' : 'continue');
    },
  ),
};
