import { AppError } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { EffectsOwner, EffectsWork } from './effects';
import type { EventLog } from './event-log';
import { allowedEnvironment, type RunFacts } from './frame';
import { MockEffects } from './mock-effects';
import { RecordEffects } from './record-effects';
import { Recording } from './recording';
import { ReplayEffects } from './replay-effects';
import type { RunRecord } from './run-record';
import type { RunValues } from './run-values';
import type { Attempt } from './scope';
import type { Clock, EffectsChoice, EnginePorts, RunRequest } from './types';

type Created = Extract<RunEvent, { readonly type: 'run.created' }>;

/** A run's effects policy before the run is there. */
export interface ChosenEffects {
  readonly choice: EffectsChoice;
  /** Of a replay. */
  readonly recording: Recording | null;
}

export interface PolicyParts extends EffectsOwner {
  readonly events: EventLog;
  readonly values: RunValues;
  readonly clock: Clock;
  readonly send: () => void;
  readonly setVariable: (attempt: Attempt, name: string, value: JsonValue) => void;
}

const live: ChosenEffects = { choice: { policy: 'live' }, recording: null };

/** A run that goes on keeps its policy; what stands in for effects has to come with the request. */
export function chooseEffects(request: RunRequest, past: RunRecord | null): ChosenEffects {
  const before = past?.created.effects?.policy ?? 'live';
  const choice = request.effects ?? (before === 'record' ? { policy: before } : live.choice);
  if (past !== null && choice.policy !== before) throw otherPolicy(before, choice.policy);
  if (choice.policy === 'live') return live;
  const recording = choice.policy === 'replay' ? new Recording(choice.recording) : null;
  return { choice, recording };
}

/** What a run's first event says of its policy. */
export function policyFacts(
  { choice, recording }: ChosenEffects,
  request: RunRequest,
  ports: EnginePorts,
): Pick<Created, 'effects' | 'env'> {
  const { policy } = choice;
  if (policy === 'live') return {};
  if (recording !== null) return { effects: { policy, recording: recording.created.run } };
  if (policy !== 'record' || request.workflow.env.length === 0) return { effects: { policy } };
  return { effects: { policy }, env: allowedEnvironment(ports.environment, request.workflow.env) };
}

/** Null for a run whose effects are live. */
export function effectsWork(
  { choice, recording }: ChosenEffects,
  parts: PolicyParts,
): EffectsWork | null {
  switch (choice.policy) {
    case 'live':
      return null;
    case 'record':
      return new RecordEffects(parts.events, parts.values, parts.send);
    case 'mock':
      return new MockEffects(choice.answers, parts);
    case 'replay':
      return recording && replayOf(recording, parts);
  }
}

function replayOf(recording: Recording, parts: PolicyParts): ReplayEffects {
  return new ReplayEffects(recording, parts.values, parts, parts.clock, parts.setVariable);
}

/** What expressions see of the run: in a replay what those of the recorded run saw. */
export function factsOf(
  { recording }: ChosenEffects,
  created: Created,
  ports: EnginePorts,
): RunFacts {
  const from = recording?.created ?? created;
  const { environment } = ports;
  return {
    run: from.run,
    startedBy: from.startedBy,
    createdAt: from.time,
    environment: from.env === undefined ? environment : { ...environment, ...texts(from.env) },
  };
}

function texts(env: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function otherPolicy(before: string, now: string): AppError {
  return new AppError({
    code: 'STATE_CONFLICT',
    kind: 'bug',
    message: `The run began with the effects policy "${before}" and cannot go on with "${now}".`,
    hint: 'Start a new run with the other policy.',
  });
}
