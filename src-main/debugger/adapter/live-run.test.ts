import { describe, expect, it } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { Body } from '../../../test/helpers/debug-client';
import { breaksAt, openLive } from '../../../test/helpers/debug-live';
import { ends, one, paying, pay } from '../../../test/helpers/debug-paying';

// What a person does to a run that is alive, through the adapter and the real engine.

describe('what a person does at a stop', () => {
  it('skips a step with an output', async () => {
    const { client, calls } = await paying({ at: ['pay', 'end'] });
    expect((await client.refusal('stepwell/skip', { threadId: 1 })).code).toBe('DEBUG_ARGUMENTS');
    await client.stopAfter('stepwell/skip', { ...one, output: { body: { paid: 7 } } });
    expect(await client.value('vars.total')).toBe('7');
    expect(calls()).toBe(0);
    const wrongPort = { ...one, output: 1, taken: ['nowhere'] };
    expect((await client.refusal('stepwell/skip', wrongPort)).code).toBe('STOP_CANNOT');
    expect(await ends(client)).toEqual({ exitCode: 0 });
  });

  it('replaces an output before anything follows from it', async () => {
    const { client } = await paying({ at: ['pay -> keep'] });
    await client.ask('stepwell/setOutput', { ...one, value: { body: { paid: 40 } } });
    expect(client.events('invalidated')).toMatchObject([{ areas: ['variables'] }]);
    expect(await client.value('steps.pay.body.paid')).toBe('40');
    await client.ask('continue', one);
    await client.event('exited');
    expect(client.output()).toContain('Completed: "total 40"');
  });

  it('has no output to replace before a step has given one', async () => {
    const { client } = await paying({ at: ['pay'] });
    const refused = await client.refusal('stepwell/setOutput', { ...one, value: 1 });
    expect(refused.code).toBe('STOP_CANNOT');
    expect(refused.message).toContain('it has not given one');
  });

  it('runs to a step, and a breakpoint on the way still stops', async () => {
    const { client } = await paying({ at: ['price'] });
    await client.stopAfter('stepwell/runTo', { ...one, step: 'end' });
    expect(await client.where()).toBe('before end');
    const other = await paying({ at: ['price', 'keep'] });
    await other.client.stopAfter('stepwell/runTo', { ...one, step: 'end' });
    expect(await other.client.where()).toBe('before keep');
  });

  it('sets the next step, forwards too, and is told where that cannot be', async () => {
    const { client, calls } = await paying({ at: ['pay'] });
    expect((await client.refusal('stepwell/jump', { ...one, step: 'nowhere' })).code).toBe(
      'JUMP_OUTSIDE',
    );
    await client.stopAfter('stepwell/jump', { ...one, step: 'end' });
    expect(await client.where()).toBe('before end');
    await client.ask('continue', one);
    await client.event('exited');
    expect(calls()).toBe(0);
    expect(client.output()).toContain('Completed: "total 0"');
  });

  it('forks the run at an earlier event with other data, and the first one stays as it was', async () => {
    const { client, connect, calls, runId, services } = await paying({ at: ['end'] });
    do await client.stopAfter('stepBack', one);
    while ((await client.where()) !== 'before price');
    const edits = [{ type: 'input', step: 'price', path: [], value: { value: 50 } }];
    const { runId: forked } = await client.ask('stepwell/fork', { edits, effects: 'allow' });
    expect(forked).not.toBe(runId);
    await client.stopped();
    await client.ask('stepwell/setBreakpoints', breaksAt('keep'));
    await client.stopAfter('continue', one);
    expect(await client.value('steps.price')).toBe('50');
    expect(calls()).toBe(2);
    await client.ask('continue', one);
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    // It stands where it stood until somebody opens it again.
    expect(services.runs.get(runId as RunId).status).toBe('paused');
    expect(calls()).toBe(2);
    expect((await client.refusal('stepwell/fork', { seq: 0 })).code).toBe('DEBUG_ARGUMENTS');
    const second = connect();
    await second.ask('initialize', { adapterID: 'second' });
    const attached = second.ask('attach', { runId });
    await second.event('initialized');
    await second.ask('configurationDone');
    await attached;
    await second.stopped();
    expect(await second.where()).toBe('before end');
    await second.ask('continue', one);
    await second.event('exited');
    expect(second.output()).toContain('Completed: "total 1"');
  });
});

const waiting = `stepwell: 1
name: Wait
steps:
  start: { kind: manual-start }
  hold: { kind: delay, with: { for: 1h } }
  end: { kind: transform, with: { value: 1 } }
edges:
  - start -> hold
  - hold -> end
`;

const branches = `stepwell: 1
name: Branches
steps:
  start: { kind: manual-start }
  both:
    kind: parallel
    steps:
      one: { kind: branch }
      left: { kind: transform, with: { value: left } }
      left2: { kind: transform, with: { value: left }, title: Left two }
      two: { kind: branch }
      right: { kind: transform, with: { value: right } }
      right2: { kind: transform, with: { value: right } }
    edges:
      - one -> left
      - left -> left2
      - two -> right
      - right -> right2
  end: { kind: transform, with: { value: 1 } }
edges:
  - start -> both
  - both -> end
`;

describe('several branches', () => {
  const stopOf = (event: Body) => [event['threadId'] as number, event['reason'] as string] as const;

  it('are held when one stops, and can be let go one by one', async () => {
    const { connect } = await openLive();
    const client = connect();
    await client.launch(branches, { breakpoints: ['left2'] });
    const first = await client.stopped();
    const second = await client.stopped();
    expect(first['allThreadsStopped']).toBe(true);
    const [held] = [first, second].filter(({ preserveFocusHint }) => preserveFocusHint === true);
    const [hit] = [first, second].filter(({ reason }) => reason === 'breakpoint');
    expect(held?.['reason']).toBe('pause');
    const [left] = stopOf(hit ?? {});
    const [right] = stopOf(held ?? {});
    expect(left).not.toBe(right);
    // The one that was held goes on to its end alone.
    await client.ask('continue', { threadId: right, singleThread: true });
    await expect
      .poll(async () => ((await client.ask('threads'))['threads'] as Body[]).length)
      .toBeLessThan(3);
    expect(await client.where(left)).toBe('before left2');
    await client.ask('continue', { threadId: left });
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
  });

  it('go on by themselves once only the one that stops is to stand', async () => {
    const { connect } = await openLive();
    const client = connect();
    await client.launch(branches, { stopOnEntry: true });
    await client.stopped();
    expect((await client.refusal('stepwell/hold', { mode: 'some' })).code).toBe('DEBUG_ARGUMENTS');
    await client.ask('stepwell/hold', { mode: 'one' });
    await client.ask('stepwell/setBreakpoints', breaksAt('left2'));
    const stopped = await client.stopAfter('continue', one);
    expect(stopped).toMatchObject({ reason: 'breakpoint', allThreadsStopped: false });
    await expect
      .poll(() => client.events('stepwell/branches').at(-1)?.['branches'])
      .toSatisfy((all: Body[]) => all.every(({ step }) => step !== 'right' && step !== 'right2'));
    expect(client.events('stopped')).toHaveLength(2);
    await client.ask('continue', { threadId: stopped['threadId'] });
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
  });
});

describe('a run that is at work', () => {
  it('is paused where it waits, and ends when it is terminated there', async () => {
    const { connect, services } = await openLive();
    const client = connect();
    const { runId } = await client.launch(waiting);
    await expect.poll(() => services.runs.get(runId as RunId).status).toBe('waiting');
    expect((await client.refusal('stepwell/skip', { ...one, output: 1 })).code).toBe(
      'DEBUG_NOT_STOPPED',
    );
    expect(await client.stopAfter('pause', one)).toMatchObject({ reason: 'pause' });
    expect(await client.where()).toBe('wait hold');
    await client.ask('terminate');
    expect(await client.event('exited')).toEqual({ exitCode: 1 });
  });

  it('is attached to while several branches wait, and all of them are paused', async () => {
    const { connect, services } = await openLive();
    const text = branches.replaceAll(
      /transform, with: \{ value: (?:left|right) \}/g,
      'delay, with: { for: 1h }',
    );
    // Nobody debugs it when it begins.
    const runId = await services.runs.start({
      workflowId: null,
      text,
      input: {},
      secrets: {},
      requestKey: 'test',
      startedBy: 'test',
    });
    await expect.poll(() => services.runs.get(runId).status).toBe('waiting');
    const client = connect();
    await client.ask('initialize', { adapterID: 'test' });
    const attached = client.ask('attach', { runId });
    await client.event('initialized');
    await client.ask('configurationDone');
    await attached;
    await client.ask('pause', { threadId: 99 });
    const threads = [await client.stopped(), await client.stopped()].map(
      ({ threadId }) => threadId as number,
    );
    const places = await Promise.all(threads.map((thread) => client.where(thread)));
    expect(places.sort()).toEqual(['wait left', 'wait right']);
    await client.ask('terminate');
    await client.event('exited');
  });

  it('is let go of by each of two clients, whose breakpoints and changes both see', async () => {
    const { connect, client, runId } = await paying({ at: ['price'] });
    const second = connect();
    await second.ask('initialize', { adapterID: 'second' });
    const attached = second.ask('attach', { runId });
    await second.event('initialized');
    await second.ask('stepwell/setBreakpoints', breaksAt('keep'));
    await second.ask('configurationDone');
    await attached;
    await second.stopped();
    expect(await second.where()).toBe('before price');
    // What one does both see: a value, and that it goes on.
    await second.ask('setExpression', { expression: 'vars.total', value: '9' });
    expect(await client.value('vars.total')).toBe('9');
    await second.ask('continue', one);
    await Promise.all([client.stopped(), second.stopped()]);
    expect([await client.where(), await second.where()]).toEqual(['before keep', 'before keep']);
    // A frame of before is gone for both.
    expect((await client.refusal('stepwell/jump', { threadId: 5, step: 'pay' })).code).toBe(
      'DEBUG_NO_THREAD',
    );
    await second.ask('disconnect', { terminateDebuggee: false });
    expect(await client.where()).toBe('before keep');
    // Its breakpoint went with it; the run goes on for the other one only.
    await client.stopAfter('stepwell/jump', { ...one, step: 'price' });
    await client.stopAfter('stepwell/runTo', { ...one, step: 'end' });
    expect(await client.where()).toBe('before end');
    expect(await ends(client)).toEqual({ exitCode: 0 });
  });

  it('ends while one of two clients looks at its past, and that moment stays', async () => {
    const { connect, client, runId } = await paying({ at: ['keep'] });
    const second = connect();
    await second.ask('initialize', { adapterID: 'second' });
    const attached = second.ask('attach', { runId });
    await second.event('initialized');
    await second.ask('configurationDone');
    await attached;
    await second.stopped();
    await client.stopAfter('stepBack', one);
    const [frame] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    await second.ask('continue', one);
    await client.event('terminated');
    const { scopes } = await client.ask('scopes', { frameId: frame?.['id'] });
    expect((scopes as Body[]).map(({ name }) => name)).toContain('Variables');
    expect(client.events('stepwell/moment').at(-1)).toMatchObject({
      live: false,
      address: { step: 'pay', place: 'before' },
    });
    // For the other one the run is at its end.
    expect(second.events('stepwell/moment').at(-1)).toMatchObject({ live: false, stops: [] });
  });

  it('has ten thousand breakpoints, nearly all of them at steps that are gone', async () => {
    const { client } = await paying({ at: ['price'] });
    const gone = Array.from({ length: 10_000 }, (_, at) => `gone${at}`);
    const since = performance.now();
    const { statuses } = await client.ask('stepwell/setBreakpoints', breaksAt(...gone, 'keep'));
    // Looking for each among all of them takes much longer.
    expect(performance.now() - since).toBeLessThan(5_000);
    expect((statuses as Body[]).at(0)).toMatchObject({
      verified: false,
      message: expect.stringContaining('There is no step "gone0"'),
    });
    expect((statuses as Body[]).at(-1)).toMatchObject({ verified: true });
    await client.stopAfter('continue', one);
    expect(await client.where()).toBe('before keep');
  });

  it('cancels a request that waits, and answers that it was', async () => {
    const { connect } = await openLive();
    const client = connect();
    await client.ask('initialize', { adapterID: 'test' });
    const launched = client.refusal('launch', { text: pay, input: { amount: 1, url: '' } });
    await client.event('initialized');
    // The second request of this client: it waits for "configurationDone".
    await client.ask('cancel', { requestId: 2 });
    expect((await launched).code).toBe('CANCELLED');
    await client.ask('configurationDone');
    expect(client.events('stopped')).toEqual([]);
  });
});
