import { z } from 'zod';
import { breakpointSchema } from '@shared/debug/breakpoints';
import { jsonSchema, scopePathSchema, secretsSchema } from '@shared/ipc/schemas';
import { type JsonObject, isJsonObject } from '@shared/lib/json';
import { changeOfShown, readValueIn } from '../changes';
import type { Conversation } from '../conversation';
import { restartOf, settleEffects } from '../effects-question';
import { lastPlace } from '../history';
import type { ForkEdit } from '../host';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';
import { effectsSchema, standing } from '../stop-at';
import { anyFrame } from '../values';
import { jumpTo, pastText } from './execution';

const thread = z.number().int();
const objectSchema = jsonSchema
  .refine(isJsonObject, 'must be a map')
  .transform((value) => value as JsonObject);

const editSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('variable'),
    name: z.string().max(500),
    value: jsonSchema,
    path: scopePathSchema.optional(),
  }),
  z.object({
    type: z.enum(['output', 'input']),
    step: z.string(),
    path: scopePathSchema,
    value: jsonSchema,
  }),
  z.object({
    type: z.literal('config'),
    step: z.string(),
    path: scopePathSchema,
    config: objectSchema,
  }),
  /** What `setVariable` with these arguments would change. */
  z.object({
    type: z.literal('set'),
    variablesReference: z.number().int(),
    name: z.string().max(10_000),
    value: z.string().max(20_000_000),
  }),
]);

/** What the protocol has no words for. */
export const stepwellRequests: RequestTable<Conversation> = {
  'stepwell/setBreakpoints': request(
    'configuring',
    z.object({ breakpoints: z.array(breakpointSchema).max(20_000) }),
    (talk: Conversation, { breakpoints }) => {
      const own = breakpoints.map((breakpoint) => ({
        number: talk.groups.nextNumber(),
        breakpoint,
      }));
      // The studio gives all of them, those of the file as well.
      talk.groups.replace('launch', []);
      talk.groups.replace('stepwell', own);
      talk.sendBreakpoints();
      return { statuses: own.map((one) => talk.groups.status(one)) };
    },
  ),
  'stepwell/skip': request(
    'debugging',
    z.object({ threadId: thread, output: jsonSchema, taken: z.array(z.string()).optional() }),
    async (talk: Conversation, { threadId, output, taken }) => {
      const { session, stop } = standing(talk, threadId);
      await session.skip(stop.id, output, taken);
    },
  ),
  'stepwell/setOutput': request(
    'debugging',
    z.object({ threadId: thread, value: jsonSchema }),
    async (talk: Conversation, { threadId, value }) => {
      const { session, stop } = standing(talk, threadId);
      await session.edit(stop.id, { type: 'output', value });
      talk.edited();
    },
  ),
  'stepwell/overrideStep': request(
    'debugging',
    z.object({
      threadId: thread,
      config: objectSchema,
      restart: z.boolean().optional(),
      effects: effectsSchema,
    }),
    async (talk: Conversation, { threadId, config, effects }) => {
      const { session, stop } = standing(talk, threadId);
      const again = settleEffects(talk, restartOf(stop), effects);
      await session.restart(stop.id, config, again);
    },
  ),
  'stepwell/overrides': request('debugging', z.object({}), (talk: Conversation) => ({
    overrides: [...(talk.hasBegun ? (talk.view.session?.overrides() ?? []) : [])].map(
      ([step, config]) => ({ step, config }),
    ),
  })),
  'stepwell/seek': request(
    'debugging',
    z.union([z.object({ live: z.literal(true) }), z.object({ seq: z.number().int().min(1) })]),
    (talk: Conversation, given, call) => {
      const { view } = talk;
      view.load();
      if ('live' in given) {
        call.afterwards(() => talk.lookAtNow());
        return { seq: view.log.length };
      }
      const seq = Math.min(given.seq, view.log.length);
      const place = lastPlace(view, seq) ?? talk.start;
      if (!place)
        throw protocolError('DEBUG_NO_PLACE', 'Nothing has run yet at which one could look.');
      // The moment is exactly the one asked for; the place is what had happened last by then.
      const exact = {
        ...place,
        seq: Math.max(seq, place.seq),
        order: place.seq === seq ? place.order : 1_000,
      };
      call.afterwards(() => talk.lookAt(exact, 'goto', pastText(talk, exact.seq)));
      return { seq: exact.seq };
    },
  ),
  'stepwell/fork': request(
    'debugging',
    z.object({
      seq: z.number().int().min(1).optional(),
      edits: z.array(editSchema).max(1_000).default([]),
      effects: effectsSchema,
      secrets: secretsSchema.optional(),
    }),
    async (talk: Conversation, { seq, edits, effects = 'reuse', secrets }, call) => {
      const { view } = talk;
      view.load();
      const at = Math.min(seq ?? view.seq, view.log.length);
      const session = await talk.host.fork({
        run: view.run,
        at,
        edits: edits.map((edit) => (edit.type === 'set' ? setEdit(talk, edit) : edit)),
        effects,
        // A file that was launched is trusted as with `stepwell run`, and so is what is forked from it.
        trusted: talk.plan?.type === 'launch' && talk.plan.start.restricted === false,
        secrets: secrets ?? secretsOf(talk),
        breakpoints: talk.groups.forSession(talk.main),
        errorStops: talk.groups.errorStops,
        stopOnEntry: true,
      });
      // The run that was forked from is left as it stands; this client goes on in the new one.
      await talk.exchange('stay');
      talk.begin(session.run, session);
      call.afterwards(() => talk.tellStart());
      return { runId: session.run };
    },
  ),
  'stepwell/hold': request(
    'debugging',
    z.object({ mode: z.enum(['all', 'one']) }),
    (talk: Conversation, { mode }) => {
      if (talk.view.session) talk.view.session.hold = mode;
    },
  ),
  'stepwell/runTo': request(
    'debugging',
    z.object({ threadId: thread, step: z.string().max(200) }),
    (talk: Conversation, { threadId, step }, call) => {
      const { session, stop } = standing(talk, threadId);
      call.afterwards(() => session.runTo(stop.branch, step));
    },
  ),
  'stepwell/jump': request(
    'debugging',
    z.object({ threadId: thread, step: z.string().max(200), effects: effectsSchema }),
    async (talk: Conversation, { threadId, step, effects }) => {
      await jumpTo(talk, threadId, step, effects);
    },
  ),
};

function secretsOf({ plan }: Conversation): Readonly<Record<string, string>> {
  if (plan === null) return {};
  return plan.type === 'launch' ? plan.start.secrets : plan.secrets;
}

/** Setting a variable that is shown, as an edit of the past. */
function setEdit(
  talk: Conversation,
  {
    variablesReference,
    name,
    value: text,
  }: { variablesReference: number; name: string; value: string },
): ForkEdit {
  const container = talk.containers.get(variablesReference);
  const change =
    container.type === 'code'
      ? null
      : changeOfShown(talk, container, name, readValueIn(talk, anyFrame(talk), text));
  const editable = container.type === 'code' ? undefined : container.editable;
  if (change && editable) {
    const { step, scope } = editable;
    if (change.what === 'variable') {
      return { type: 'variable', name: change.name, value: change.whole, path: scope };
    }
    if (step !== null) return { type: change.what, step, path: scope, value: change.whole };
  }
  throw protocolError(
    'DEBUG_READ_ONLY',
    `"${name.slice(0, 100)}" cannot be changed in a fork.`,
    'Variables, the settings of a step and its output can, each where it is the one that is looked at.',
  );
}
