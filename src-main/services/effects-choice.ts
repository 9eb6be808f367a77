import { AppError } from '@shared/errors/app-error';
import type { EffectsRequest } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { EffectsChoice } from '../engine/types';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunsRepository } from '../storage/repositories/runs';
import { notFound } from './not-found';

export interface EffectsParts {
  readonly runs: Pick<RunsRepository, 'find' | 'mockAnswers'>;
  readonly eventLog: Pick<EventsRepository, 'whole'>;
}

/** What the engine needs for what was asked for. */
export async function chooseEffects(
  request: EffectsRequest,
  parts: EffectsParts,
): Promise<EffectsChoice> {
  if (typeof request === 'string') return { policy: request };
  if ('mock' in request) return { policy: 'mock', answers: request.mock };
  return { policy: 'replay', recording: await readRecording(request.replay, parts) };
}

/** What the engine needs for a run that goes on with the policy it began with. */
export async function effectsOf(
  created: Extract<RunEvent, { type: 'run.created' }>,
  parts: EffectsParts,
): Promise<EffectsChoice> {
  const { policy, recording } = created.effects ?? { policy: 'live' };
  switch (policy) {
    case 'live':
    case 'record':
      return { policy };
    case 'mock':
      return { policy, answers: parts.runs.mockAnswers(created.run) ?? {} };
    case 'replay':
      if (recording === undefined) throw notFound('recording of the run', created.run);
      return { policy, recording: await readRecording(recording, parts) };
  }
}

async function readRecording(run: RunId, { runs, eventLog }: EffectsParts) {
  const record = runs.find(run);
  if (!record) throw notFound('recorded run', run);
  if (record.effects === 'record' && record.endedAt !== null) return eventLog.whole(run);
  throw new AppError({
    code: 'EFFECTS_NOT_RECORDED',
    kind: 'user',
    message:
      record.effects === 'record'
        ? `The run ${run} has not ended, so its recording is not complete.`
        : `The effects of the run ${run} were not recorded.`,
    hint:
      record.effects === 'record'
        ? 'Wait until it has ended.'
        : 'Start a run that records its effects, then replay that one.',
    details: { run },
  });
}
