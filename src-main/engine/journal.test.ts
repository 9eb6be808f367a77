import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../test/helpers/fake-clock';
import { fakeKind, kindsOf, runWorkflow, workflowOf } from '../../test/helpers/run-workflow';
import type { RunEvent } from '@shared/runs/events';
import type { EnginePorts, Journal } from './types';

/** Keeps a batch when the test says so. */
class SteppedJournal implements Journal {
  readonly batches: (readonly RunEvent[])[] = [];
  private readonly waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];

  append(events: readonly RunEvent[]): Promise<void> {
    this.batches.push(events);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  get pending(): number {
    return this.waiting.length;
  }

  async keep(at = 0): Promise<void> {
    this.waiting.splice(at, 1)[0]?.resolve();
    await settle();
  }

  async keepAll(): Promise<void> {
    while (this.waiting.length > 0) await this.keep();
  }

  async fail(message: string): Promise<void> {
    this.waiting.shift()?.reject(new Error(message));
    await settle();
  }

  types(): string[][] {
    return this.batches.map((batch) =>
      batch.map((event) => ('step' in event ? `${event.type} ${event.step}` : event.type)),
    );
  }
}

const ran: string[] = [];
const pure = fakeKind('pure', ({ step }) => {
  ran.push(step.id);
  return step.id;
});
const unsafe = fakeKind(
  'unsafe',
  ({ step }) => {
    ran.push(step.id);
    return step.id;
  },
  { effects: () => 'unsafe' },
);
const kinds = kindsOf(pure, unsafe);

function start(steps: Record<string, string>, edges: string[], journal: Journal) {
  ran.length = 0;
  return runWorkflow(workflowOf(steps, edges), kinds, { journal, clock: new FakeClock() });
}

describe('a journal that keeps events later', () => {
  it('keeps the start of a step with effects before the step runs', async () => {
    const journal = new SteppedJournal();
    start({ a: 'unsafe' }, [], journal);
    expect(journal.types()).toEqual([['run.created', 'run.started', 'step.started a']]);
    expect(ran).toEqual([]);
    await journal.keep();
    expect(ran).toEqual(['a']);
  });

  it('does not hold up a step without effects, but keeps its end before the next one starts', async () => {
    const journal = new SteppedJournal();
    start({ a: 'pure', b: 'pure' }, ['a -> b'], journal);
    expect(ran).toEqual(['a']);
    expect(journal.types()).toEqual([
      ['run.created', 'run.started', 'step.started a', 'step.completed a'],
    ]);
    await journal.keep();
    expect(ran).toEqual(['a', 'b']);
    expect(journal.types()[1]).toEqual(['step.started b', 'step.completed b', 'run.completed']);
  });

  it('publishes nothing, and shows no state, that is not kept', async () => {
    const journal = new SteppedJournal();
    const run = start({ a: 'pure' }, [], journal);
    expect(run.published).toEqual([]);
    expect(run.handle.state()).toMatchObject({ status: 'queued', lastSeq: 0 });
    await journal.keepAll();
    expect(run.published.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(run.handle.state().status).toBe('completed');
  });

  it('publishes in order though acknowledgements come out of order', async () => {
    const journal = new SteppedJournal();
    const run = runWorkflow(workflowOf({ a: 'pure' }, []), kindsOf(logging), { journal });
    await settle();
    expect(journal.pending).toBe(2);
    await journal.keep(1);
    expect(run.published).toEqual([]);
    await journal.keep(0);
    expect(run.published.map((event) => event.seq)).toEqual([1, 2, 3, 4]);
  });

  it('resolves a cancel when that is kept', async () => {
    const journal = new SteppedJournal();
    const run = runWorkflow(workflowOf({ a: 'pure' }, []), kindsOf(logging), { journal });
    let cancelled = false;
    void run.handle.cancel('enough').then(() => (cancelled = true));
    await settle();
    expect(journal.types().at(-1)).toEqual(['step.cancelled a', 'run.cancelled']);
    expect(cancelled).toBe(false);
    await journal.keepAll();
    expect(cancelled).toBe(true);
  });

  it('does not run a step with effects that was cancelled before its start was kept', async () => {
    const journal = new SteppedJournal();
    const run = start({ a: 'unsafe' }, [], journal);
    void run.handle.cancel('enough');
    await journal.keepAll();
    expect(ran).toEqual([]);
    expect(run.steps()).toEqual(['started a', 'cancelled a']);
  });
});

const logging = fakeKind('pure', ({ log }) => {
  queueMicrotask(() => log('info', 'later'));
  return new Promise(() => undefined);
});

describe('a journal that fails', () => {
  it('stops the run with a clear error; nothing that was not kept is published', async () => {
    const journal = new SteppedJournal();
    const run = start({ a: 'pure', b: 'pure' }, ['a -> b'], journal);
    await journal.keep();
    const published = run.published.length;
    const ended = run.handle.done.catch((error: unknown) => error);
    await journal.fail('database or disk is full');
    expect(await ended).toMatchObject({
      code: 'JOURNAL_FAILED',
      kind: 'operational',
      message:
        'The run was stopped because its history could not be written: database or disk is full',
    });
    expect(run.published).toHaveLength(published);
    expect(run.handle.state().status).toBe('running');
  });

  it('aborts what is at work', async () => {
    const journal = new SteppedJournal();
    let aborted = false;
    const works = fakeKind('works', ({ signal }) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise(() => undefined);
    });
    const run = runWorkflow(workflowOf({ a: 'works' }, []), kindsOf(works), { journal });
    await journal.fail('gone');
    await expect(run.handle.done).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
    expect(aborted).toBe(true);
    expect(run.clock.pending).toBe(0);
  });

  it('is treated the same when it throws', async () => {
    const journal: Journal = {
      append: () => {
        throw new Error('closed');
      },
    };
    const run = start({ a: 'pure' }, [], journal);
    await expect(run.handle.done).rejects.toMatchObject({ code: 'JOURNAL_FAILED' });
    expect(run.published).toEqual([]);
  });
});

describe('a fault of the engine or its ports', () => {
  const broken: EnginePorts['secrets'] = {
    reveal: () => Promise.resolve('secret'),
    redact: () => {
      throw new Error('redaction is broken');
    },
  };

  it('ends the run with the error and leaves no gap in its log', async () => {
    const reveals = fakeKind('reveals', async ({ reveal, config }) => {
      await reveal(config.token as never);
      return null;
    });
    const step = { kind: 'reveals', config: { token: '{{ secrets.api }}' } };
    const workflow = workflowOf({ a: step, b: 'later' }, [], { secrets: ['api'] });
    const later = fakeKind('later', () => new Promise(() => undefined));
    const run = runWorkflow(workflow, kindsOf(reveals, later), { secrets: broken });
    await expect(run.handle.done).rejects.toMatchObject({ code: 'INTERNAL', kind: 'bug' });
    expect(run.published.map((event) => event.seq)).toEqual(run.published.map((_, at) => at + 1));
  });

  it('in a listener does not stop the run, nor goes unnoticed', async () => {
    const others = process.listeners('uncaughtException');
    const noticed: unknown[] = [];
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => noticed.push(error));
    const run = runWorkflow(workflowOf({ a: 'pure' }, []), kinds, {
      onEvents: () => {
        throw new Error('deaf');
      },
    });
    await settle();
    process.removeAllListeners('uncaughtException');
    for (const listener of others) process.on('uncaughtException', listener);
    expect(run.handle.state().status).toBe('completed');
    expect(noticed).toContainEqual(new Error('deaf'));
  });
});
