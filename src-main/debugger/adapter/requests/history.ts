import { z } from 'zod';
import type { Conversation } from '../conversation';
import { reverseContinue, stepBack } from '../history';
import { request, type RequestTable } from '../request';
import { pastText } from './execution';

const threadSchema = z.object({ threadId: z.number().int(), singleThread: z.boolean().optional() });

/** Back through the log; nothing is executed by it. */
export const historyRequests: RequestTable<Conversation> = {
  stepBack: request('debugging', threadSchema, (talk: Conversation, { threadId }, call) => {
    const { view } = talk;
    view.load();
    const place = stepBack(view, threadId, view.stopOf(threadId));
    call.afterwards(() => {
      if (place) talk.lookAt(place, 'step', pastText(talk, place.seq));
      else beginning(talk);
    });
  }),
  reverseContinue: request('debugging', threadSchema, (talk: Conversation, { threadId }, call) => {
    const { view } = talk;
    view.load();
    const stops = talk.pastStops();
    const place = reverseContinue(view, view.stopOf(threadId), stops);
    call.afterwards(() => {
      if (place) talk.lookAt(place, 'breakpoint', pastText(talk, place.seq), stops.at(place));
      else beginning(talk);
    });
  }),
};

function beginning(talk: Conversation): void {
  const { start } = talk;
  if (start) talk.lookAt(start, 'entry', 'This is the beginning of the run');
  else talk.lookAtNow();
}
