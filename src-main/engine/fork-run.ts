import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import { stepRunKey, type ScopePath } from '@shared/runs/scope-path';
import { unnumbered } from './event-log';
import type { Again } from './gates/debug-port';
import { restoreFrom } from './restore-run';
import { RunRecord } from './run-record';
import type { ScopeRecord } from './step-record';
import type { EnginePorts, RestoreRequest, RunHandle } from './types';

/** What is other in a fork than it was in the run that it was made from. */
export type ForkEdit =
  /** `path`: where the variable is seen; the run's own when absent. */
  | {
      readonly type: 'variable';
      readonly name: string;
      readonly value: JsonValue;
      readonly path?: ScopePath | undefined;
    }
  /** What a step that has ended gave. */
  | (At & { readonly type: 'output'; readonly value: JsonValue })
  /** With what a step starts that has not ended: its settings, resolved. */
  | (At & { readonly type: 'input'; readonly value: JsonValue })
  /** A step's settings for the rest of the run, as in the file. */
  | (At & { readonly type: 'config'; readonly config: JsonObject });

interface At {
  readonly step: string;
  readonly path: ScopePath;
}

export interface ForkRequest extends Omit<RestoreRequest, 'reason'> {
  /** Of the new run. */
  readonly run: RunId;
  readonly from: RunId;
  /** Up to this event, the new run has what the other one had. */
  readonly at: number;
  /** The whole log of the other run, with large values in place. */
  readonly events: readonly RunEvent[];
  readonly edits: readonly ForkEdit[];
  readonly again: Again;
}

/**
 * A new run that has the first events of another one, and goes its own way from there. Unsafe steps
 * that the other run has done since then are not done again as long as they ask for the same. Throws
 * when there is no such event, or an edit does not fit there.
 */
export function forkRun(ports: EnginePorts, request: ForkRequest): RunHandle {
  const { run, from, at, again, events } = request;
  if (!Number.isInteger(at) || at < 1 || at > events.length)
    throw noSuchEvent(from, at, events.length);
  const log: RunEvent[] = beforeTheEnd(events.slice(0, at)).map((event) => ({ ...event, run }));
  const add = (event: RunEvent): void => {
    log.push({ ...event, seq: log.length + 1 });
  };
  const base = { run, seq: unnumbered, time: ports.clock.now() };
  const taken = log.length;
  const live = again === 'live' ? ({ live: true } as const) : {};
  add({ ...base, type: 'run.forked', from, at: taken, ...live });
  for (const edit of request.edits) for (const event of editEvents(edit, log, base)) add(event);
  // A log that cannot be followed is found here, before anything is kept.
  const record = new RunRecord(log);
  // The journal keeps the order, so what the run adds follows this; without this nothing is kept.
  const kept = ports.journal.append(log);
  kept?.then(undefined, () => undefined);
  const since = again === 'live' ? [] : [{ events, at: taken }, ...(request.foreign ?? [])];
  return restoreFrom(ports, { ...request, events: log, foreign: since, reason: 'fork' }, record);
}

type Base = { readonly run: RunId; readonly seq: number; readonly time: number };

function editEvents(edit: ForkEdit, log: readonly RunEvent[], base: Base): RunEvent[] {
  const record = new RunRecord(log);
  if (edit.type === 'variable') {
    const { name, value, path = [] } = edit;
    const frame = frameOf(record, path);
    const step = path.at(-1)?.step ?? '';
    const event = { ...base, type: 'variable.set', step, path, name, value: { value } } as const;
    return [{ ...event, by: 'debugger', ...(frame > 0 && { frame }) }];
  }
  const { step, path } = edit;
  const scope = scopeAt(record, path);
  if (scope === null) throw misfit(edit, 'nothing has run there before that event');
  const known = scope.steps.get(step);
  const hasEnded = known !== undefined && known.end !== null;
  if (edit.type === 'output') {
    if (!hasEnded) throw misfit(edit, 'it has not ended before that event');
    return [
      { ...base, type: 'step.changed', step, path, what: 'output', value: { value: edit.value } },
    ];
  }
  if (hasEnded) throw misfit(edit, 'it has ended before that event');
  const attempt = known?.attempt ?? null;
  const next = (attempt?.number ?? 0) + 1;
  if (edit.type === 'input') {
    const input = { value: edit.value };
    return attempt === null
      ? [{ ...base, type: 'step.changed', step, path, what: 'input', value: input }]
      : [{ ...base, type: 'step.restarted', step, path, attempt: next, input }];
  }
  const { config } = edit;
  const workflow = workflowOf(record, path);
  const overridden: RunEvent = { ...base, type: 'step.overridden', step, path, config, workflow };
  if (attempt === null) return [overridden];
  return [overridden, { ...base, type: 'step.restarted', step, path, attempt: next }];
}

/** A fork at the end of a run goes on just before it. */
function beforeTheEnd(events: readonly RunEvent[]): readonly RunEvent[] {
  let last = events.length;
  while (last > 1 && isEnd(events[last - 1])) last -= 1;
  return events.slice(0, last);
}

function isEnd(event: RunEvent | undefined): boolean {
  const type = event?.type;
  return type === 'run.completed' || type === 'run.failed' || type === 'run.cancelled';
}

function scopeAt(record: RunRecord, path: ScopePath): ScopeRecord | null {
  let scope: ScopeRecord | undefined = record.top;
  for (const { step, iteration } of path) {
    scope = scope?.steps.get(step)?.bodies?.get(iteration);
  }
  return scope ?? null;
}

/** How many segments lead to the called workflow around; 0 for the run's own. */
function frameOf(record: RunRecord, path: ScopePath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const started = scopeAt(record, path.slice(0, length))?.started;
    if (started?.workflow !== undefined) return length;
  }
  return 0;
}

function workflowOf(record: RunRecord, path: ScopePath) {
  const frame = frameOf(record, path);
  if (frame === 0) return record.created.workflow.hash;
  return (
    scopeAt(record, path.slice(0, frame))?.started?.workflow?.hash ?? record.created.workflow.hash
  );
}

function noSuchEvent(run: RunId, at: number, last: number): AppError {
  return new AppError({
    code: 'FORK_PLACE',
    kind: 'user',
    message: `The run ${run} has no event ${at}: it has ${last}.`,
    hint: 'Choose one of its events to go on from.',
    details: { run, at, last },
  });
}

function misfit(edit: Exclude<ForkEdit, { type: 'variable' }>, why: string): AppError {
  const where = stepRunKey(edit.path, edit.step);
  return new AppError({
    code: 'FORK_EDIT',
    kind: 'user',
    message: `The ${edit.type === 'config' ? 'settings' : edit.type} of step "${where}" cannot be changed in the fork: ${why}.`,
    hint: 'Fork at another event.',
    details: { step: edit.step, at: where },
  });
}
