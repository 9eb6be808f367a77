import { z } from 'zod';
import type { StepMode, Stop } from '@shared/debug/stops';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Again } from '../../../engine/gates/debug-port';
import type { Conversation } from '../conversation';
import { restartOf, settleEffects } from '../effects-question';
import { continueForward, stepForward } from '../history';
import { protocolError } from '../protocol-error';
import { request, type RequestTable } from '../request';
import { fromClientLine, sourceSchema, toClientPlace } from '../source-places';
import { effectsSchema, standing } from '../stop-at';

const threadSchema = z.object({
  threadId: z.number().int(),
  singleThread: z.boolean().optional(),
  granularity: z.string().optional(),
});

/** Going on, live or through the past until now. */
export const executionRequests: RequestTable<Conversation> = {
  continue: request('debugging', threadSchema, (talk: Conversation, given, call) => {
    const { view } = talk;
    const all = given.singleThread !== true;
    if (view.past) {
      const stops = talk.pastStops();
      const place = continueForward(view, stops);
      call.afterwards(() => {
        if (place) {
          const hits = stops.at(place);
          talk.lookAt(place, 'breakpoint', 'Here a breakpoint would have stopped', hits);
        } else talk.lookAtNow();
      });
      return { allThreadsContinued: true };
    }
    const { session, stop } = standing(talk, given.threadId);
    call.afterwards(() => session.resume(stop.branch, 'continue', all));
    return { allThreadsContinued: all };
  }),
  next: step('over'),
  stepIn: step('into'),
  stepOut: step('out'),
  pause: request('debugging', threadSchema, (talk: Conversation, { threadId }, call) => {
    const { view } = talk;
    if (view.isOver || !view.session) {
      throw protocolError('DEBUG_ENDED_RUN', 'The run is over, so there is nothing to pause.');
    }
    const { session } = view;
    const known = session.branches().some(({ id }) => id === threadId);
    call.afterwards(() => session.pause(known ? threadId : undefined));
  }),
  gotoTargets: request(
    'debugging',
    z.object({ source: sourceSchema, line: z.number().int(), column: z.number().int().optional() }),
    async (talk: Conversation, { source: asked, line }) => {
      const source = await talk.sources.find(asked);
      const found = source.locations.at(fromClientLine(talk, line));
      const step = found && 'step' in found.target ? found.target.step : undefined;
      if (!found || step === undefined || !canGoTo(talk, step)) return { targets: [] };
      const place = source.locations.of({ type: 'step', step }) ?? found;
      return {
        targets: [
          {
            id: talk.gotoTargets.add(step),
            label: `Before ${step}`,
            ...toClientPlace(talk, place),
          },
        ],
      };
    },
  ),
  goto: request(
    'debugging',
    z.object({ threadId: z.number().int(), targetId: z.number().int(), effects: effectsSchema }),
    async (talk: Conversation, { threadId, targetId, effects }) => {
      const step = talk.gotoTargets.get(targetId);
      await jumpTo(talk, threadId, step, effects);
    },
  ),
  restartFrame: request(
    'debugging',
    z.object({ frameId: z.number().int(), effects: effectsSchema }),
    async (talk: Conversation, { frameId, effects }) => {
      const { thread, id } = talk.frames.get(frameId);
      const { session, stop } = standing(talk, thread);
      const [top] = talk.place(thread)?.moment.frames ?? [];
      if (top?.id !== id) {
        throw protocolError(
          'DEBUG_RESTART_FRAME',
          'Only the step at which it stands can be started again.',
          'Set the next step to an earlier one instead.',
        );
      }
      const again = settleEffects(talk, restartOf(stop), effects);
      await session.restart(stop.id, undefined, again);
    },
  ),
};

export async function jumpTo(
  talk: Conversation,
  thread: number,
  step: string,
  effects: Again | undefined,
): Promise<void> {
  const { session, stop } = standing(talk, thread);
  const again = settleEffects(talk, { type: 'jump', to: step, path: stop.path }, effects);
  await session.jump(stop.id, step, again);
}

function step(mode: StepMode) {
  return request('debugging', threadSchema, (talk: Conversation, { threadId }, call) => {
    const { view } = talk;
    if (view.past) {
      const place = stepForward(view, threadId, mode);
      call.afterwards(() => {
        if (place) talk.lookAt(place, 'step', pastText(talk, place.seq));
        else talk.lookAtNow();
      });
      return;
    }
    const { session, stop } = standing(talk, threadId);
    call.afterwards(() => session.resume(stop.branch, mode));
  });
}

export function pastText(talk: Conversation, seq: number): string {
  return `Viewing event ${seq} of ${talk.view.log.length}, not live`;
}

/** A step of the same graph as one at which a branch stands. */
function canGoTo(talk: Conversation, step: string): boolean {
  if (!talk.hasBegun || talk.view.past) return false;
  return (talk.view.session?.stops() ?? []).some((stop) => isNear(talk, stop, step));
}

function isNear(talk: Conversation, stop: Stop, step: string): boolean {
  const frame = talk.place(stop.branch)?.moment.frames[0];
  const workflow = frame && talk.view.programs.workflowOf(frame.workflow.hash as never);
  const graph = workflow && allScopes(workflow).get(stop.step)?.graph;
  return graph?.steps.has(step) === true;
}
