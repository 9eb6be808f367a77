import type { PersonalStops } from '@shared/ipc/breakpoints';
import type { DebugMessage } from '@shared/ipc/debug';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import type { RunSummary } from '@shared/ipc/runs';
import type { Settings } from '@shared/ipc/settings';
import type { StorageStall } from '@shared/ipc/storage';
import type { RunEvent } from '@shared/runs/events';

/** What services tell whoever uses them: the window, or a terminal that shows progress. */
export interface ServiceEvents {
  libraryChanged(ids: readonly WorkflowId[]): void;
  /** The file behind a workflow was changed by another program. */
  fileChanged(id: WorkflowId, text: string, trusted: boolean): void;
  /** The file of an open workflow is gone, or there again. */
  fileMissing(id: WorkflowId, missing: boolean): void;
  /** A file that the open workflow calls was changed, made or removed. */
  calledChanged(id: WorkflowId): void;
  trustChanged(id: WorkflowId, trusted: boolean): void;
  settingsChanged(settings: Settings): void;
  /** Events of one run as they are stored, in order and without gaps, at most once per frame. */
  runEvents(run: RunId, events: readonly RunEvent[]): void;
  /** A run was created or changed its status. */
  runChanged(run: RunSummary): void;
  /** Runs that a process that is gone had left behind go on here; how many. */
  runsRecovered(runs: number): void;
  /** Something began or ended waiting; `approvals` is how many wait for a person. */
  waitsChanged(approvals: number): void;
  /** Runs stand still because nothing can be kept, or go on. */
  storageChanged(stall: StorageStall | null): void;
  /** The personal breakpoints of a workflow, after somebody changed them. */
  breakpointsChanged(workflow: WorkflowId, stops: PersonalStops): void;
  /** A debug adapter has a message for the client that is connected to it. */
  debugMessage(client: string, message: DebugMessage): void;
}

export const noServiceEvents: ServiceEvents = {
  libraryChanged: () => undefined,
  fileChanged: () => undefined,
  fileMissing: () => undefined,
  calledChanged: () => undefined,
  trustChanged: () => undefined,
  settingsChanged: () => undefined,
  runEvents: () => undefined,
  runChanged: () => undefined,
  runsRecovered: () => undefined,
  waitsChanged: () => undefined,
  storageChanged: () => undefined,
  breakpointsChanged: () => undefined,
  debugMessage: () => undefined,
};
