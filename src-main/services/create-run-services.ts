import { userInfo } from 'node:os';
import type { IdSource, WorkflowId } from '@shared/lib/ids';
import type { RunEvent } from '@shared/runs/events';
import type { Clock, ExecutableKind } from '../engine/types';
import { createChangeMark } from '../storage/change-mark';
import type { RunJournal } from '../storage/journal';
import type { Store } from '../storage/open-database';
import { isOwnerAlive } from '../storage/owners';
import type { Repositories } from '../storage/repositories';
import { createActiveRuns } from './active-runs';
import { type ApprovalService, createApprovalService } from './approval-service';
import { createDebugService, type DebugService } from './debug-service';
import type { DocumentTrust } from './document-trust';
import { watchProfile } from './profile-watch';
import { closeRun, createRecovery } from './run-recovery';
import { createRunRestorer } from './run-restorer';
import { createRunService, type RunService } from './run-service';
import { createWaitAnswers } from './wait-answers';
import { createWaitDelivery } from './wait-delivery';
import type { WorkflowPlaces } from './workflow-places';

// Everything about runs, wired together: those at work, those that wait, those left behind.

export interface RunServices {
  readonly runs: RunService;
  readonly approvals: ApprovalService;
  /** Runs under the debugger. */
  readonly debug: DebugService;
  /** Lets runs that dead processes left go on; once, however often it is called. */
  recover(): Promise<void>;
  /** Something was kept that a waiting step may want. */
  poke(): void;
  /** After a commit. */
  committed(events: readonly RunEvent[]): void;
  /** Stops the runs without recording anything: they go on at the next start. */
  release(): Promise<void>;
}

export interface RunServiceParts {
  readonly store: Store;
  readonly repositories: Repositories;
  readonly journal: RunJournal;
  readonly trust: DocumentTrust;
  readonly places: WorkflowPlaces;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Whether this process takes up what dead ones left. */
  readonly resumeRuns: boolean;
  readonly onRunsChanged: (workflow: WorkflowId | null) => void;
  /** So many runs that dead processes left behind go on here. */
  readonly onRecovered: (runs: number) => void;
  /** Something began or ended waiting, here or in another process. */
  readonly onWaitsChanged: () => void;
  readonly onFault: (error: unknown) => void;
}

export function createRunServices(parts: RunServiceParts): RunServices {
  const { store, repositories, journal, clock, onFault } = parts;
  const { runs, waits } = repositories;
  const now = () => clock.now();
  const owner = store.owner.id;
  const isAlive = (id: string) => id === owner || isOwnerAlive(store.profile, id);

  const active = createActiveRuns({
    ...parts,
    onBroken(run, error) {
      const why = error instanceof Error ? error.message : String(error);
      void closeRun(runs, journal, { id: run }, now(), why);
    },
  });
  const restorer = createRunRestorer({
    ...repositories,
    kinds: parts.kinds,
    active,
    owner,
    onRestored: () => poke(),
  });
  const recovery = createRecovery({ store, runs, journal, restorer, now });
  const delivery = createWaitDelivery({
    waits,
    topics: repositories.topics,
    owner,
    handleOf: active.get,
    onFault,
  });
  const answers = createWaitAnswers({ runs, waits, bring: delivery.bring, clock });

  let poked: NodeJS.Immediate | undefined;
  function poke(): void {
    poked ??= setImmediate(() => {
      poked = undefined;
      delivery.deliver().catch(onFault);
    });
  }

  async function takeOver(): Promise<void> {
    const count = await recovery.recover();
    if (count > 0) parts.onRecovered(count);
    poke();
  }

  let recovered: Promise<void> | undefined;
  function recover(): Promise<void> {
    if (!parts.resumeRuns) return Promise.resolve();
    recovered ??= takeOver().catch(onFault);
    return recovered;
  }

  const watch = watchProfile({
    clock,
    changeMark: createChangeMark(store.database),
    onChanged() {
      poke();
      parts.onWaitsChanged();
    },
    onSeldom() {
      // Another process may have died meanwhile; what it left goes on here.
      if (recovered) recovered = recovered.then(takeOver).catch(onFault);
    },
    onFault,
  });

  const service = createRunService({
    ...parts,
    ...repositories,
    active,
    restorer,
    answers,
    owner,
    isAlive,
    recovered: recover,
  });

  return {
    runs: service,
    debug: createDebugService({
      ...parts,
      ...repositories,
      service,
      active,
      restorer,
      recovered: recover,
    }),
    approvals: createApprovalService({ waits, answers, user: () => userInfo().username, now }),
    recover,
    poke,
    committed(events) {
      if (events.some(isAboutWaiting)) parts.onWaitsChanged();
      // What it waits for may have been emitted before it began to wait.
      if (events.some(mayTakeMore)) poke();
    },
    async release() {
      watch.close();
      if (poked) clearImmediate(poked);
      await active.releaseAll();
      await recovered;
      // What was being restored when it was asked to stop.
      await active.releaseAll();
    },
  };
}

const waitEvents: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  'step.waiting',
  'step.resumed',
  'step.interrupted',
  'step.decided',
  'run.resumed',
  'run.completed',
  'run.failed',
  'run.cancelled',
  'run.interrupted',
]);

function isAboutWaiting(event: RunEvent): boolean {
  return waitEvents.has(event.type);
}

/** It waits for an event, or it was held where it waits and takes what came meanwhile. */
function mayTakeMore(event: RunEvent): boolean {
  if (event.type === 'run.continued') return event.place === 'wait';
  return event.type === 'step.waiting' && event.for?.type === 'event';
}
