import type { RunSummary } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';

// What the desktop tells while the window is not in front: a run waits for somebody, or has ended.

export interface NotificationPort {
  /** The window is in front: who looks at it needs no telling. */
  isWatched(): boolean;
  /** The user wants to be told. */
  isWanted(): boolean;
  show(notice: RunNotice): void;
}

export interface RunNotice {
  readonly title: string;
  readonly body: string;
  /** What a click opens. */
  readonly workflowId: WorkflowId | null;
}

/** Runs that end sooner than one can look away are not worth a notice. */
const shortest = 5_000;
/** Runs whose latest notice is remembered, so that none is given twice. */
const mostRemembered = 500;

/** Called with every change of a run's status. */
export function createRunNotifications(port: NotificationPort): (run: RunSummary) => void {
  const told = new Map<RunId, RunSummary['status']>();
  return (run) => {
    const notice = noticeOf(run);
    const before = told.get(run.id);
    told.delete(run.id);
    told.set(run.id, run.status);
    const [oldest] = told.keys();
    if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest);
    if (!notice || before === run.status || port.isWatched() || !port.isWanted()) return;
    port.show(notice);
  };
}

function noticeOf(run: RunSummary): RunNotice | undefined {
  const { workflowId, workflowName: name } = run;
  switch (run.status) {
    case 'waiting':
      return {
        title: `${name} waits`,
        body: 'It goes on when what it waits for comes.',
        workflowId,
      };
    case 'completed':
      return isShort(run)
        ? undefined
        : { title: `${name} is completed`, body: 'Its result is there.', workflowId };
    case 'failed':
      return {
        title: `${name} failed`,
        body: run.error?.message ?? 'Look at the run to see why.',
        workflowId,
      };
    case 'interrupted':
      return { title: `${name} needs a decision`, body: 'A step was interrupted.', workflowId };
    default:
      return undefined;
  }
}

function isShort({ startedAt, endedAt }: RunSummary): boolean {
  return startedAt !== null && endedAt !== null && endedAt - startedAt < shortest;
}
