import { AppError } from '@shared/errors/app-error';
import type { ContentHash, RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { ResumeReason, RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import type { Workflow } from '@shared/workflow/model';
import { restoreRun } from '../engine/restore-run';
import type { ExecutableKind, RestoreRequest, RunHandle } from '../engine/types';
import type { EventsRepository } from '../storage/repositories/events';
import type { RunRecord, RunsRepository } from '../storage/repositories/runs';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { ActiveRuns } from './active-runs';
import { effectsOf } from './effects-choice';
import { foreignLogs } from './fork-logs';
import { checkSecrets, runnableWorkflow } from './runnable-workflow';

/** Lets a run go on from its log, on the text that it was started from. */
export interface RunRestorer {
  /** Resolves when it is at work again and that is kept. */
  restore(
    record: RunRecord,
    reason: ResumeReason,
    secrets: Readonly<Record<string, string>>,
  ): Promise<RunHandle>;
}

/** For those who begin runs from logs in other ways. */
export interface RestorableRuns extends RunRestorer {
  /** The text that a run was started from, made ready to run. */
  workflowOf(hash: ContentHash): Workflow;
  createdOf(run: RunId, events: readonly RunEvent[]): Extract<RunEvent, { type: 'run.created' }>;
  /** What a run that goes on has from its first event. */
  requestOf(
    created: Extract<RunEvent, { type: 'run.created' }>,
    workflow: Workflow,
  ): Pick<
    RestoreRequest,
    'workflow' | 'workflowRef' | 'input' | 'folder' | 'startedBy' | 'restricted'
  >;
  /** Whether the run belongs to this process. */
  owns(record: RunRecord): boolean;
}

export interface RestorerParts {
  /** This process. */
  readonly owner: string;
  readonly runs: RunsRepository;
  readonly versions: VersionsRepository;
  readonly eventLog: EventsRepository;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly active: ActiveRuns;
  /** It is at work again: what was kept for its waiting steps can be brought. */
  readonly onRestored: () => void;
}

export function createRunRestorer(parts: RestorerParts): RestorableRuns {
  const { versions, eventLog, kinds, active } = parts;
  const read = new Map<ContentHash, WeakRef<Workflow>>();
  /** Two who want the same run get the same one. */
  const underWay = new Map<RunId, Promise<RunHandle>>();

  /** Many runs of one text are read once, as long as one of them is there. */
  function workflowOf(hash: ContentHash): Workflow {
    const known = read.get(hash)?.deref();
    if (known) return known;
    const workflow = runnableWorkflow(versions.text(hash), kinds);
    read.set(hash, new WeakRef(workflow));
    return workflow;
  }

  async function begin(
    record: RunRecord,
    reason: ResumeReason,
    secrets: Readonly<Record<string, string>>,
  ): Promise<RunHandle> {
    const workflow = workflowOf(record.versionHash);
    checkSecrets(workflow, secrets);
    const events = await eventLog.whole(record.id);
    const created = firstOf(record.id, events);
    const effects = await effectsOf(created, parts);
    const foreign = await foreignLogs(events, parts);
    const handle = await active.launch(record.id, secrets, (ports) =>
      restoreRun(ports, {
        ...requestOf(created, workflow),
        run: record.id,
        effects,
        events,
        reason,
        foreign,
      }),
    );
    parts.onRestored();
    return handle;
  }

  return {
    workflowOf,
    createdOf: firstOf,
    requestOf,
    owns: ({ owner }) => owner === parts.owner,
    restore(record, reason, secrets) {
      const handle = active.get(record.id);
      if (handle) return Promise.resolve(handle);
      const known = underWay.get(record.id);
      if (known) return known;
      const restoring = begin(record, reason, secrets).finally(() => underWay.delete(record.id));
      underWay.set(record.id, restoring);
      return restoring;
    },
  };
}

function requestOf(created: ReturnType<typeof firstOf>, workflow: Workflow) {
  return {
    workflow,
    workflowRef: created.workflow,
    input: valueOf(created.input),
    folder: created.folder ?? null,
    startedBy: created.startedBy,
    restricted: created.restricted === true,
  };
}

function firstOf(run: RunId, events: readonly RunEvent[]) {
  const [first] = events;
  if (first?.type === 'run.created') return first;
  throw new AppError({
    code: 'RUN_LOG_BROKEN',
    kind: 'bug',
    message: `The log of the run ${run} does not begin with its creation.`,
    hint: 'Start the workflow again.',
  });
}

function valueOf(recorded: Recorded): JsonValue {
  // `EventsRepository.whole` puts large values back in their places.
  return 'value' in recorded ? recorded.value : null;
}
