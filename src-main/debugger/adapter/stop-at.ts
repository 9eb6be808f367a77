import { z } from 'zod';
import type { Stop } from '@shared/debug/stops';
import type { DebugSession } from '../types';
import type { Conversation } from './conversation';
import { protocolError } from './protocol-error';

/** Whether a step with outside effects that has happened may happen again. */
export const effectsSchema = z
  .enum(['reuse', 'live', 'allow'])
  .optional()
  .transform((value) => (value === 'allow' ? ('live' as const) : value));

/** What a branch stands at now; refused while it runs, in the past, and after the end. */
export function stopAt(talk: Conversation, thread: number): Stop {
  const { view } = talk;
  if (view.isOver || view.session === null) {
    throw protocolError('DEBUG_ENDED_RUN', 'The run is over.', 'Start it again.');
  }
  if (view.past) {
    throw protocolError(
      'DEBUG_PAST',
      'This moment is in the past, and the past cannot be changed.',
      'Start another run from here ("stepwell/fork"), or continue until now.',
    );
  }
  const stop = view.stopOf(thread);
  if (stop) return stop;
  const known = view.session.branches().some(({ id }) => id === thread);
  throw known
    ? protocolError('DEBUG_NOT_STOPPED', `Thread ${thread} is at work.`, 'Pause it first.')
    : protocolError('DEBUG_NO_THREAD', `There is no thread ${thread}.`, 'Ask for "threads" again.');
}

/** The stop of a branch with the session that can act on it. */
export function standing(
  talk: Conversation,
  thread: number,
): { stop: Stop; session: DebugSession } {
  const stop = stopAt(talk, thread);
  const { session } = talk.view;
  if (session) return { stop, session };
  throw protocolError('DEBUG_ENDED_RUN', 'The run is over.', 'Start it again.');
}
