import { z } from 'zod';
import { noErrorStops } from '@shared/debug/breakpoints';
import type { DebugSession } from '../../types';
import type { Conversation } from '../conversation';
import {
  attachSchema,
  type LaunchPlan,
  launchSchema,
  planAttach,
  planLaunch,
} from '../launch-plan';
import { protocolError } from '../protocol-error';
import { request, type RequestCall, type RequestTable } from '../request';

/** From what is to be debugged to a run: it begins when the client has set its breakpoints. */
export const launchRequests: RequestTable<Conversation> = {
  launch: request('configuring', launchSchema, async (talk: Conversation, given, call) => {
    checkFirst(talk);
    const plan = await planLaunch(talk.host, given);
    return accept(talk, plan, call);
  }),
  attach: request('configuring', attachSchema, async (talk: Conversation, given, call) => {
    checkFirst(talk);
    // A run that is not there is told before anything is set up for it.
    talk.host.hasEnded(given.runId);
    return accept(talk, planAttach(given), call);
  }),
  configurationDone: request('debugging', z.object({}), (talk: Conversation) => {
    talk.configured.resolve();
  }),
  restart: request(
    'debugging',
    z.object({ arguments: z.unknown().optional() }),
    async (talk: Conversation, given, call) => {
      const { plan } = talk;
      if (plan?.type !== 'launch') {
        throw protocolError(
          'DEBUG_RESTART',
          'A run that was attached to cannot be started again.',
          'Launch its workflow instead.',
        );
      }
      // The file is read again: what was edited since counts.
      const again = launchSchema.safeParse(given.arguments ?? plan.given);
      if (!again.success)
        throw protocolError('DEBUG_ARGUMENTS', 'The arguments to restart with are wrong.');
      const next = await planLaunch(talk.host, again.data);
      await talk.exchange('cancel');
      await prepare(talk, next);
      return begin(talk, next, call);
    },
  ),
  terminate: request(
    'debugging',
    z.object({ restart: z.boolean().optional() }),
    async (talk: Conversation) => {
      if (talk.hasBegun && !talk.view.isOver)
        await talk.view.session?.cancel('Stopped in the debugger.');
      else talk.event('terminated', {});
    },
  ),
};

function checkFirst(talk: Conversation): void {
  if (talk.plan === null) return;
  throw protocolError(
    'DEBUG_ORDER',
    'This debug session has a run already.',
    'Start another session, or send "restart".',
  );
}

async function accept(talk: Conversation, plan: LaunchPlan, call: RequestCall) {
  checkFirst(talk);
  talk.plan = plan;
  await prepare(talk, plan);
  talk.phase = 'debugging';
  talk.event('initialized');
  await talk.configured.promise;
  return begin(talk, plan, call);
}

/** The text is known from here on, so that lines can be told. */
async function prepare(talk: Conversation, plan: LaunchPlan): Promise<void> {
  if (plan.type === 'launch') {
    talk.main = talk.sources.addMain(plan.start.text, plan.path);
    await talk.sources.addCalled(talk.main);
  } else {
    const [created] = talk.host.events(plan.run, 0, 1).events;
    talk.main = created?.type === 'run.created' ? talk.sources.ofHash(created.workflow.hash) : null;
  }
  const shared = plan.shared ? (talk.main?.workflow?.breakpoints ?? []) : [];
  talk.groups.replace(
    'launch',
    [...shared, ...plan.breakpoints].map((breakpoint) => ({
      number: talk.groups.nextNumber(),
      breakpoint,
    })),
  );
  if (plan.type === 'launch' && plan.given.errorStops)
    talk.groups.errorStops = plan.given.errorStops;
}

async function begin(talk: Conversation, plan: LaunchPlan, call: RequestCall) {
  const session = await open(talk, plan);
  if (call.signal.aborted || talk.phase === 'ended') {
    await session?.detach(plan.type === 'launch' ? 'cancel' : 'continue');
    throw protocolError('DEBUG_ENDED', 'The client has disconnected.');
  }
  const runId = plan.type === 'attach' ? plan.run : session?.run;
  if (runId === undefined) throw new Error('A launched run has a session.');
  if (session && plan.type === 'launch' && plan.given.hold) session.hold = plan.given.hold;
  talk.begin(runId, session);
  call.afterwards(() => {
    const name = talk.main?.workflow?.name ?? runId;
    talk.event('process', { name, startMethod: plan.type, isLocalProcess: true });
    talk.tellStart();
  });
  return { runId };
}

async function open(talk: Conversation, plan: LaunchPlan): Promise<DebugSession | null> {
  const { host, groups } = talk;
  if (plan.type === 'attach') {
    return host.hasEnded(plan.run) ? null : host.attach(plan.run, plan.secrets);
  }
  const noDebug = plan.given.noDebug === true;
  if (noDebug) groups.disabled = true;
  return host.start({
    ...plan.start,
    stopOnEntry: plan.start.stopOnEntry && !noDebug,
    breakpoints: groups.forSession(talk.main),
    errorStops: noDebug ? noErrorStops : groups.errorStops,
  });
}
