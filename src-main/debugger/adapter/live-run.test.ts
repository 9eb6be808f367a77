import { realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunId } from '@shared/lib/ids';
import type { Body } from '../../../test/helpers/debug-client';
import { breaksAt, openLive } from '../../../test/helpers/debug-live';
import { openLoopback } from '../../../test/helpers/loopback';
import { tempFolder } from '../../../test/helpers/temp-profile';

// What a person does to a run that is alive, through the adapter and the real engine.

const pay = `stepwell: 1
name: Pay
vars: { total: 0 }
steps:
  start: { kind: manual-start }
  price: { kind: transform, with: { value: '{{ input.amount * 2 }}' } }
  pay:
    kind: http-request
    title: Pay it
    with: { method: POST, url: '{{ input.url }}/pay', body: { amount: '{{ steps.price }}' } }
  keep: { kind: set-variable, with: { name: total, value: '{{ steps.pay.body.paid }}' } }
  end: { kind: transform, with: { value: 'total {{ vars.total }}' } }
edges:
  - start -> price
  - price -> pay
  - pay -> keep
  - keep -> end
`;

/** A payment server that counts, and a client that stands at its breakpoints. */
async function paying(options: { asks?: boolean; at?: string[] } = {}) {
  let count = 0;
  const server = await openLoopback((_request, response) => {
    count += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ paid: count }));
  });
  onTestFinished(() => server.close());
  const { connect, services } = await openLive();
  const client = connect();
  const launched = await client.launch(pay, {
    input: { amount: 4, url: server.url },
    breakpoints: options.at ?? ['keep'],
    initialize: { supportsEffectsQuestion: options.asks ?? false },
  });
  await client.stopped();
  return { client, connect, services, runId: String(launched['runId']), calls: () => count };
}

const one = { threadId: 1 };

async function ends(client: Awaited<ReturnType<typeof paying>>['client'], how = 'continue') {
  await client.ask(how, one);
  return client.event('exited');
}

describe('effects', () => {
  it('happen once, however often the run is stepped back through', async () => {
    const { client, calls } = await paying({ at: ['end'] });
    for (let turn = 0; turn < 20; turn += 1) {
      await client.stopAfter('stepBack', one);
      if (turn % 5 === 4) await client.stopAfter('stepwell/seek', { live: true });
    }
    await client.stopAfter('stepwell/seek', { live: true });
    expect(calls()).toBe(1);
    expect(await ends(client)).toEqual({ exitCode: 0 });
    expect(calls()).toBe(1);
  });

  it('that happened are asked about before a jump back, and stand or happen again', async () => {
    const { client, calls } = await paying({ asks: true });
    const back = { ...one, step: 'price' };
    const asked = await client.refusal('stepwell/jump', back);
    expect(asked.code).toBe('EFFECTS_ASK');
    expect(asked.message).toContain('“Pay it” has happened already');
    expect(asked.stepwell).toMatchObject({ steps: [{ step: 'pay', title: 'Pay it' }] });
    expect(await client.where()).toBe('before keep');
    await client.stopAfter('stepwell/jump', { ...back, effects: 'reuse' });
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('1');
    expect(calls()).toBe(1);
    await client.stopAfter('stepwell/jump', { ...back, effects: 'allow' });
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('2');
    expect(calls()).toBe(2);
  });

  it('are asked about before a step is restarted after them, with other settings too', async () => {
    const { client, calls } = await paying({ asks: true, at: ['pay -> keep'] });
    const { stackFrames } = await client.ask('stackTrace', one);
    const frameId = (stackFrames as Body[])[0]?.['id'] as number;
    expect((await client.refusal('restartFrame', { frameId })).code).toBe('EFFECTS_ASK');
    const config = { method: 'POST', url: '{{ input.url }}/other' };
    const override = { ...one, config };
    expect((await client.refusal('stepwell/overrideStep', override)).code).toBe('EFFECTS_ASK');
    await client.stopAfter('stepwell/overrideStep', { ...override, effects: 'allow' });
    expect(await client.where()).toBe('before pay');
    expect((await client.ask('stepwell/overrides'))['overrides']).toEqual([
      { step: 'pay', config },
    ]);
    await client.stopAfter('continue', one);
    expect(calls()).toBe(2);
  });

  it('inside a loop are counted, and those of other steps are left out', async () => {
    const server = await openLoopback((_request, response) => response.end('ok'));
    onTestFinished(() => server.close());
    const { connect } = await openLive();
    const client = connect();
    const text = `stepwell: 1
name: Many
steps:
  start: { kind: manual-start }
  before: { kind: http-request, with: { method: POST, url: '{{ input.url }}' } }
  each:
    kind: loop
    with: { mode: count, times: 3 }
    steps:
      send: { kind: http-request, title: Send, with: { method: POST, url: '{{ input.url }}' } }
      look: { kind: http-request, with: { url: '{{ input.url }}' } }
    edges:
      - send -> look
  end: { kind: transform, with: { value: 1 } }
edges:
  - start -> before
  - before -> each
  - each -> end
`;
    await client.launch(text, {
      input: { url: server.url },
      breakpoints: ['end'],
      initialize: { supportsEffectsQuestion: true },
    });
    await client.stopped();
    const asked = await client.refusal('stepwell/jump', { ...one, step: 'each' });
    expect(asked.message).toContain('“Send (3 times)” has happened already');
    expect(asked.stepwell).toEqual({
      code: 'EFFECTS_ASK',
      steps: [{ step: 'send', title: 'Send', effects: 'has happened 3 times' }],
    });
    // Nothing that has happened is gone back over.
    await client.stopAfter('stepwell/jump', { ...one, step: 'end' });
    expect(server.requests).toHaveLength(7);
  });

  it('stand for a client that cannot ask, and it is told', async () => {
    const { client, calls } = await paying();
    await client.stopAfter('stepwell/jump', { ...one, step: 'price' });
    expect(client.output()).toContain('“Pay it” has happened already');
    await client.stopAfter('continue', one);
    expect(await client.value('steps.pay.body.paid')).toBe('1');
    expect(calls()).toBe(1);
  });

  it('with other settings are a question of the run itself', async () => {
    const { client, calls, services, runId } = await paying();
    await client.stopAfter('stepwell/jump', { ...one, step: 'pay' });
    const { scopes } = await client.ask('scopes', {
      frameId: ((await client.ask('stackTrace', one))['stackFrames'] as Body[])[0]?.['id'],
    });
    const input = (scopes as Body[]).find(({ name }) => name === 'Input') ?? {};
    await client.ask('setVariable', { ...input, name: 'body', value: '{"amount": 99}' });
    await client.ask('continue', one);
    const types = () =>
      services.runs.events(runId as RunId, 0, 1_000).events.map(({ type }) => type);
    await expect.poll(types).toContain('step.interrupted');
    expect(calls()).toBe(1);
    await client.ask('terminate');
    await client.event('terminated');
  });
});

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

describe('errors', () => {
  const failing = (tail: string) => `stepwell: 1
name: Fail
steps:
  start: { kind: manual-start }
${tail}`;

  it('stop once, however much fails with them until something takes care of them', async () => {
    const { connect } = await openLive();
    const client = connect();
    const text = failing(`  guard:
    kind: try
    steps:
      each:
        kind: loop
        with: { mode: count, times: 1 }
        steps:
          risky: { kind: fail, with: { message: no } }
        edges: []
      otherwise: { kind: catch }
    edges: []
  rounds:
    kind: loop
    onError: continue
    with: { mode: count, times: 1 }
    steps:
      bad: { kind: fail, with: { message: never } }
    edges: []
edges:
  - start -> guard
  - guard -> rounds
`);
    await client.launch(text, { errorStops: { all: true, uncaught: true } });
    const places: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await client.stopped();
      places.push(await client.where());
      await client.ask('continue', one);
    }
    expect(await client.event('exited')).toEqual({ exitCode: 0 });
    expect(places).toEqual(['error risky', 'error bad']);
    expect(client.events('stopped')).toHaveLength(2);
    // The same in the past.
    await client.stopAfter('stepwell/seek', { live: true });
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error bad');
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error risky');
    expect(await client.stopAfter('reverseContinue', one)).toMatchObject({ reason: 'entry' });
  });

  it('that something around takes care of are told so, now and in the past', async () => {
    const { connect } = await openLive();
    const client = connect();
    const text = failing(`  guard:
    kind: try
    steps:
      risky: { kind: fail, with: { message: no } }
      otherwise: { kind: catch }
    edges: []
  bare: { kind: fail, with: { message: never } }
edges:
  - start -> guard
  - guard -> bare
`);
    await client.launch(text, { errorStops: { all: true, uncaught: true } });
    await client.stopped();
    expect(await client.where()).toBe('error risky');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'always' });
    const { text: message, description } = await client.stopAfter('continue', one);
    expect(await client.where()).toBe('error bare');
    expect({ message, description }).toEqual({
      message: 'never',
      description: 'Paused at the failure of bare: never',
    });
    const [frame] = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    const { scopes } = await client.ask('scopes', { frameId: frame?.['id'] });
    const error = (scopes as Body[]).find(({ name }) => name === 'Error');
    expect((await client.ask('variables', error))['variables']).toContainEqual(
      expect.objectContaining({ name: 'message', value: '"never"' }),
    );
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'unhandled' });
    await client.ask('continue', one);
    await client.event('exited');
    await client.ask('setExceptionBreakpoints', { filters: ['uncaught'] });
    await client.stopAfter('stepwell/seek', { live: true });
    await client.stopAfter('reverseContinue', one);
    expect(await client.where()).toBe('error bare');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'unhandled' });
    expect(await client.stopAfter('reverseContinue', one)).toMatchObject({ reason: 'entry' });
    await client.ask('setExceptionBreakpoints', { filters: ['all'] });
    await client.stopAfter('continue', one);
    expect(await client.where()).toBe('error risky');
    expect(await client.ask('exceptionInfo', one)).toMatchObject({ breakMode: 'always' });
  });
});

describe('a stop in a called workflow', () => {
  it('names that workflow and its file', async () => {
    const { connect, services } = await openLive();
    const folder = tempFolder();
    const file = (name: string) => join(folder, `${name}.stepwell.yaml`);
    const inner = `stepwell: 1
name: Inner
steps:
  start: { kind: manual-start }
  here: { kind: transform, with: { value: 1 } }
edges:
  - start -> here
`;
    const outer = `stepwell: 1
name: Outer
steps:
  start: { kind: manual-start }
  go: { kind: call, with: { workflow: ./inner.stepwell.yaml } }
edges:
  - start -> go
`;
    await writeFile(file('inner'), inner);
    await writeFile(file('outer'), outer);
    const innerId = await services.library.openPath(file('inner'));
    const workflowId = await services.library.openPath(file('outer'));
    const client = connect();
    await client.ask('initialize', { adapterID: 'test' });
    const launched = client.ask('launch', { workflowId, text: outer });
    await client.event('initialized');
    await client.ask('stepwell/setBreakpoints', breaksAt('here'));
    await client.ask('configurationDone');
    await launched;
    const { stepwell } = await client.stopped();
    const workflow = { id: innerId, name: 'Inner', path: await realpath(file('inner')) };
    expect(stepwell).toMatchObject({ step: 'here', workflow });
    const frames = (await client.ask('stackTrace', one))['stackFrames'] as Body[];
    expect(frames[0]).toMatchObject({ source: { path: workflow.path }, stepwell: { workflow } });
    expect(frames.at(-1)).toMatchObject({ stepwell: { workflow: { id: workflowId } } });
    await client.ask('continue', one);
    await client.event('exited');
  });
});
