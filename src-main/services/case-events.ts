import type { RunCase } from '@shared/debug/case';
import type { ContentHash, RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';

export interface TakenIn {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  /** Of the texts as they are kept here, by the hashes that the case has for them. */
  readonly hashes: ReadonlyMap<string, ContentHash>;
  readonly now: number;
}

/**
 * The log of a case as the log of a run of this profile, which is over: it is there to be looked at, and if
 * somebody makes it go on, nothing outside is touched.
 */
export function eventsToTakeIn(one: RunCase, target: TakenIn): readonly RunEvent[] {
  const events = one.events.map((event) => ownEvent(withValues(event, one.blobs), target));
  const last = events.at(-1);
  if (last === undefined || ends.has(last.type)) return events;
  return [
    ...events,
    {
      run: target.runId,
      seq: last.seq + 1,
      time: Math.max(last.time, target.now),
      type: 'run.interrupted',
      reason: 'It was opened from a case file, to be looked at.',
    },
  ];
}

const ends: ReadonlySet<RunEvent['type']> = new Set([
  'run.completed',
  'run.failed',
  'run.cancelled',
  'run.interrupted',
]);

function ownEvent(event: RunEvent, { runId, workflowId, hashes }: TakenIn): RunEvent {
  const hashOf = (hash: ContentHash): ContentHash => hashes.get(hash) ?? hash;
  if (event.type === 'run.created') {
    const { folder: _folder, ...rest } = event;
    const workflow = { ...event.workflow, id: workflowId, hash: hashOf(event.workflow.hash) };
    return { ...rest, run: runId, workflow, restricted: true };
  }
  if (event.type === 'scope.started' && event.workflow !== undefined) {
    const workflow = { ...event.workflow, hash: hashOf(event.workflow.hash), folder: null };
    return { ...event, run: runId, workflow };
  }
  if (event.type === 'step.overridden') {
    return { ...event, run: runId, workflow: hashOf(event.workflow) };
  }
  return { ...event, run: runId };
}

/** Large values go back into their places; the journal takes them out again. */
function withValues(event: RunEvent, blobs: ReadonlyMap<string, JsonValue>): RunEvent {
  const entries = Object.entries(event).map(([key, field]: [string, unknown]) => {
    if (!isReference(field)) return [key, field] as const;
    return [key, { value: blobs.get(field.blob.hash) ?? null }] as const;
  });
  return Object.fromEntries(entries) as unknown as RunEvent;
}

function isReference(field: unknown): field is { readonly blob: { readonly hash: string } } {
  if (typeof field !== 'object' || field === null || !('blob' in field)) return false;
  const { blob } = field;
  return typeof blob === 'object' && blob !== null && 'hash' in blob;
}
