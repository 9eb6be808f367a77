import type { RunSummary } from '@shared/ipc/runs';
import type { Wait } from '@shared/ipc/topics';
import type { RunId, WorkflowId } from '@shared/lib/ids';

// What the desktop tells while the window is not in front: a run waits for somebody, or has ended.

export interface NotificationPort {
  /** The window is in front: who looks at it needs no telling. */
  isWatched(): boolean;
  /** The user wants to be told. */
  isWanted(): boolean;
  now(): number;
  /** What a run waits for. */
  waits(run: RunId): readonly Pick<Wait, 'type' | 'topic' | 'until' | 'since'>[];
  /** What is to be approved in a run, in the words of its workflow. */
  approval(run: RunId): string | undefined;
  show(notice: RunNotice): void;
}

export interface RunNotice {
  readonly title: string;
  readonly body: string;
  /** What a click opens; without a workflow there is nothing to open. */
  readonly run: RunId;
  readonly workflowId: WorkflowId | null;
  /** A person has to answer: a click opens the inbox as well. */
  readonly asks: boolean;
}

/** Runs that end sooner than one can look away are not worth a notice. */
const shortest = 5_000;
/** Nor are waits that are over before one has read of them. */
const shortestWait = 60_000;
/** Runs whose latest notice is remembered, so that none is given twice. */
const mostRemembered = 500;
const longestBody = 200;

/** Called when the status of a run has changed, or what it waits for. */
export function createRunNotifications(port: NotificationPort): (run: RunSummary) => void {
  const told = new Map<RunId, string>();
  return (run) => {
    if (!port.isWanted()) return;
    const words = wordsOf(run, port);
    const before = told.get(run.id);
    // From one wait to the next a run may seem to have waited all the time.
    const now = `${run.status} ${words?.since ?? ''} ${words?.title ?? ''}`;
    told.delete(run.id);
    told.set(run.id, now);
    const [oldest] = told.keys();
    if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest);
    if (words === undefined || before === now || port.isWatched()) return;
    const { title, body, asks = false } = words;
    const { id, workflowId } = run;
    port.show({ title, body: body.slice(0, longestBody), run: id, workflowId, asks });
  };
}

interface Words extends Pick<RunNotice, 'title' | 'body'> {
  readonly asks?: true;
  /** Of a wait: when it began. */
  readonly since?: number;
}

function wordsOf(run: RunSummary, port: NotificationPort): Words | undefined {
  const { workflowName: name } = run;
  switch (run.status) {
    case 'waiting':
      return wordsOfWait(run, port);
    case 'completed':
      return isShort(run)
        ? undefined
        : { title: `${name} is completed`, body: 'Its result is there.' };
    case 'failed':
      return { title: `${name} failed`, body: run.error?.message ?? 'Look at the run to see why.' };
    case 'interrupted':
      return {
        title: `${name} was interrupted`,
        body: 'It does not go on by itself. Look at the run to see why, and resume it.',
      };
    default:
      return undefined;
  }
}

/** What somebody has to do comes first; a time that soon comes is nobody's business. */
function wordsOfWait(run: RunSummary, port: NotificationPort): Words | undefined {
  const { workflowName: name } = run;
  const waits = port.waits(run.id);
  const decision = waits.find(({ type }) => type === 'decision');
  if (decision) {
    return {
      since: decision.since,
      title: `${name} needs a decision`,
      body: 'Stepwell ended while a step was at work. Say what happened, and it goes on.',
      asks: true,
    };
  }
  const approval = waits.find(({ type }) => type === 'approval');
  if (approval) {
    // The words of a workflow that nobody trusts are a stranger's: they are read in the inbox, where it says so.
    const title = run.restricted ? undefined : port.approval(run.id);
    return {
      since: approval.since,
      title: `${name} asks for your approval`,
      body: title ?? 'Open the inbox to answer.',
      asks: true,
    };
  }
  const event = waits.find(({ type }) => type === 'event');
  if (event) {
    return {
      since: event.since,
      title: `${name} waits for an event`,
      body: `It goes on when “${event.topic ?? ''}” is emitted.`,
    };
  }
  const times = waits.flatMap(({ until }) => (until === null ? [] : [until]));
  const until = Math.min(...times);
  const since = Math.min(...waits.map((wait) => wait.since));
  if (times.length === 0 || until - port.now() < shortestWait) return undefined;
  return {
    since,
    title: `${name} waits`,
    body: `It goes on by itself ${atTime(until, port.now())}.`,
  };
}

function atTime(time: number, now: number): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return `at ${clock}`;
  return `on ${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })} at ${clock}`;
}

function isShort({ startedAt, endedAt }: RunSummary): boolean {
  return startedAt !== null && endedAt !== null && endedAt - startedAt < shortest;
}
