import { Worker } from 'node:worker_threads';
import type { AppErrorData } from '@shared/errors/app-error';
import { crashedError, memoryError, resultTooLargeError } from '../code-errors';
import { descendantsOf, killChildrenInGroup, killMarked, markerName } from '../process-tree';
import {
  maximumResultLength,
  softCancelMilliseconds,
  type FromProcess,
  type FromWorker,
  type Job,
} from '../protocol';
import { inspectWorker, type WorkerInspector } from './inspect-worker';
import { createLogGate, type LogGate } from './log-gate';
import type { ParentChannel } from './parent-channel';

// The main thread of a sandbox process. It never runs user code, so it always answers: it starts the
// worker thread that does, watches its memory and ends it. One job at a time.

const watchInterval = 25;
/** What the thread itself, its stacks and its code may take besides the user's data. */
const memoryAllowance = 48 * 1_048_576;
/** A worker that is still busy this long after its answer is not used again. */
const settleMilliseconds = 50;
const usualMemory = 256;
const stackMegabytes = 4;

interface Seat {
  readonly worker: Worker;
  readonly memory: number;
  readonly ready: Promise<unknown>;
  /** Since its first debugged job. */
  inspector?: WorkerInspector;
  /** Where what the inspector says goes: to the job at work. */
  onInspected?: ((text: string) => void) | undefined;
}

interface Run {
  readonly job: Job;
  readonly seat: Seat;
  readonly logs: LogGate;
  cancelled: boolean;
  answered: boolean;
}

export function startHost(parent: ParentChannel, entry: URL): void {
  const marker = process.env[markerName];
  let spare: Seat | undefined = seatFor(usualMemory);
  let current: Run | undefined;
  let queued: Job | undefined;
  /** The size of the process when no code runs; asking for it costs more than passing a job on. */
  let idleSize = process.memoryUsage.rss();

  void spare.ready.then(() => {
    idleSize = process.memoryUsage.rss();
    parent.send({ type: 'ready' });
  });
  parent.onMessage((message) => {
    switch (message.type) {
      case 'cancel':
        return cancel(message.id);
      case 'sweep':
        return void killMarked(message.marker);
      case 'inspect':
        if (current?.job.id === message.id) current.seat.inspector?.send(message.text);
        return;
      case 'go':
        if (current?.job.id === message.id) start(current);
        return;
      case 'answer':
        if (current?.job.id !== message.id) return;
        return current.seat.worker.postMessage({ type: 'answer', answer: message.answer });
      case 'run':
        // The worker of the last job is still being looked at: it is a matter of a moment.
        if (current) queued = message.job;
        else void begin(message.job);
    }
  });

  function seatFor(memory: number): Seat {
    const worker = new Worker(entry, {
      name: 'code step',
      resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: stackMegabytes },
      stdout: true,
      stderr: true,
    });
    // What bypasses the captured console has nowhere to go.
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('error', () => undefined);
    const ready = new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('exit', resolve);
    });
    return { worker, memory, ready };
  }

  async function begin(job: Job): Promise<void> {
    const fitting = spare?.memory === job.memory ? spare : undefined;
    if (!fitting && spare) drop(spare);
    const seat = fitting ?? seatFor(job.memory);
    spare = undefined;
    const run: Run = { job, seat, logs: createLogGate(), cancelled: false, answered: false };
    current = run;
    await seat.ready;
    if (run.cancelled) return;
    const { worker } = seat;
    const watch = watchMemory(run);
    let settle: NodeJS.Timeout | undefined;
    const finish = (clean: boolean) => {
      clearInterval(watch);
      clearTimeout(settle);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      worker.removeAllListeners('exit');
      worker.on('error', () => undefined);
      seat.inspector?.rest();
      seat.onInspected = undefined;
      if (clean) spare = seat;
      else {
        end(run);
        endStrays(run);
        spare = seatFor(job.memory);
      }
      next();
      if (!current) idleSize = process.memoryUsage.rss();
    };
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'settled':
          return finish(message.clean && !run.cancelled);
        case 'done':
        case 'failed':
          if (run.answered) return;
          run.answered = true;
          if (!run.cancelled) parent.send(answerOf(message, job.id));
          settle = setTimeout(() => finish(false), settleMilliseconds);
          return;
        case 'log':
        case 'call':
          if (run.cancelled || run.answered) return;
          if (message.type === 'call') parent.send({ ...message, id: job.id });
          else parent.send({ type: 'log', id: job.id, lines: run.logs.pass(message.lines) });
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const outOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      answer(run, outOfMemory ? memoryError(job.memory) : crashedError(error.message));
    });
    worker.on('exit', (code) => {
      answer(run, crashedError(`exit code ${code}`));
      finish(false);
    });
    if (!job.debugged) return start(run);
    seat.onInspected = (text) => parent.send({ type: 'inspected', id: job.id, text });
    try {
      seat.inspector ??= await inspectWorker(worker, (text) => seat.onInspected?.(text));
    } catch {
      // Its end is told by its `exit`.
      return;
    }
    parent.send({ type: 'inspectable', id: job.id });
  }

  function start({ seat, job }: Run): void {
    seat.worker.postMessage({ type: 'run', job });
  }

  function end({ seat }: Run): void {
    drop(seat);
  }

  /** A thread that stands still under a debugger would not end by itself. */
  function drop({ inspector, worker }: Seat): void {
    inspector?.detach();
    void worker.terminate();
  }

  function answer(run: Run, error: AppErrorData): void {
    if (run.answered) return;
    run.answered = true;
    if (run.cancelled) parent.send({ type: 'cancelled', id: run.job.id });
    else parent.send({ type: 'failed', id: run.job.id, error });
  }

  function next(): void {
    current = undefined;
    const job = queued;
    queued = undefined;
    if (job) void begin(job);
  }

  function cancel(id: number): void {
    const run = current;
    if (run?.job.id !== id) {
      if (queued?.id === id) queued = undefined;
      parent.send({ type: 'cancelled', id });
      return;
    }
    run.cancelled = true;
    run.seat.worker.postMessage({ type: 'abort' });
    // Whatever the code does now, its worker ends; `exit` then answers.
    setTimeout(() => end(run), softCancelMilliseconds);
  }

  /** V8's own limit does not count array buffers; the size of the process does. */
  function watchMemory(run: Run): NodeJS.Timeout {
    const limit = idleSize + run.job.memory * 1_048_576 + memoryAllowance;
    return setInterval(() => {
      if (process.memoryUsage.rss() < limit) return;
      answer(run, memoryError(run.job.memory));
      end(run);
    }, watchInterval);
  }

  /** Processes that the code has started end with it; detached ones outlive only a normal end. */
  function endStrays(run: Run): void {
    if (!run.cancelled) {
      if (run.job.modules === 'node') killChildrenInGroup(process.pid);
      return;
    }
    for (const pid of descendantsOf(process.pid)) kill(pid);
    if (marker !== undefined) void killMarked(marker, process.pid);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** What the worker says is believed only as far as it may say it: code can write to its port. */
function answerOf(
  message: Extract<FromWorker, { type: 'done' | 'failed' }>,
  id: number,
): FromProcess {
  if (message.type === 'failed') return { ...message, id };
  const { length } = message.result;
  if (length <= maximumResultLength) return { type: 'done', id, result: message.result };
  return { type: 'failed', id, error: resultTooLargeError(length, maximumResultLength) };
}
