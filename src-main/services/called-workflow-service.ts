import { stat } from 'node:fs/promises';
import type { CalledAnswer } from '@shared/ipc/documents';
import type { WorkflowId } from '@shared/lib/ids';
import { type ParsedWorkflow, parseWorkflow } from '@shared/workflow/parse-workflow';
import type { StepKinds } from '@shared/workflow/validate/validation';
import type { Clock } from '../engine/types';
import { hashText } from '../storage/content-hash';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import { findCalls } from './called-workflows';
import { notFound } from './not-found';
import type { ServiceEvents } from './service-events';
import { startFolder } from './start-folder';
import type { WorkflowPlaces } from './workflow-places';

// What the workflow in the editor calls, for as long as it is edited: answered when asked, and
// told again when one of the files behind the answer changes.

export interface CalledWorkflowService {
  /** `seen` is the stamp of the answer that the asker has: then the same is not sent again. */
  of(id: WorkflowId, references: readonly string[], seen: string | null): Promise<CalledAnswer>;
  /** Looks now whether files have changed. */
  check(): Promise<void>;
  close(): void;
}

export interface CalledWorkflowParts {
  readonly workflows: Pick<WorkflowsRepository, 'find'>;
  readonly places: WorkflowPlaces;
  readonly kinds: () => StepKinds;
  readonly clock: Clock;
  readonly events: Pick<ServiceEvents, 'calledChanged'>;
}

/** Like the watcher of open files: the system's own notifications miss too much. */
const interval = 1_000;

/** Parsed texts that are kept; more than one workflow rarely calls. */
const mostParsed = 50;

interface Watched {
  readonly id: WorkflowId;
  readonly stamps: ReadonlyMap<string, string | undefined>;
}

export function createCalledWorkflowService(parts: CalledWorkflowParts): CalledWorkflowService {
  const parsed = new Map<string, ParsedWorkflow>();
  let watched: Watched | null = null;
  let asked = 0;
  let cancelNext: (() => void) | undefined;
  let closed = false;

  function parse(text: string): ParsedWorkflow {
    const known = parsed.get(text) ?? parseWorkflow(text);
    parsed.delete(text);
    parsed.set(text, known);
    for (const [oldest] of parsed) if (parsed.size > mostParsed) parsed.delete(oldest);
    return known;
  }

  function scheduleNext(): void {
    if (closed || cancelNext || watched === null) return;
    cancelNext = parts.clock.schedule(interval, () => {
      cancelNext = undefined;
      void check().finally(scheduleNext);
    });
  }

  async function check(): Promise<void> {
    const known = watched;
    if (known === null) return;
    for (const [path, stamp] of known.stamps) {
      if ((await stampOf(path)) === stamp) continue;
      // Whoever hears of it asks again, and is told of the next change then.
      if (watched !== known) return;
      watched = null;
      parts.events.calledChanged(known.id);
      return;
    }
  }

  return {
    async of(id, references, seen) {
      const record = parts.workflows.find(id);
      if (!record || record.deletedAt !== null) throw notFound('workflow', id);
      asked += 1;
      const mine = asked;
      const stamps = new Map<string, string | undefined>();
      const { set } = await findCalls(
        { self: record.path ?? id, folder: startFolder(record), references },
        {
          kinds: parts.kinds(),
          places: parts.places,
          parse,
          // Before it is read: a change in between is noticed at the next look.
          onFile: async (path) => void stamps.set(path, await stampOf(path)),
        },
      );
      if (mine === asked && !closed) {
        watched = stamps.size === 0 ? null : { id, stamps };
        scheduleNext();
      }
      const stamp = hashText(JSON.stringify([set.self, set.links, set.workflows.map(keyAndHash)]));
      return { stamp, set: stamp === seen ? null : set };
    },
    check,
    close() {
      closed = true;
      watched = null;
      cancelNext?.();
    },
  };
}

function keyAndHash({ key, hash }: { readonly key: string; readonly hash: string }): string[] {
  return [key, hash];
}

/** Undefined for a file that is not there: that it comes is a change too. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return undefined;
  }
}
