import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { type Body, openDebugging } from '../../../test/helpers/debug-client';
import { tempFolder } from '../../../test/helpers/temp-profile';

// A run that is over, looked at by a client of the adapter: nothing is executed.

const text = `stepwell: 1
name: Orders
vars: { total: 0 }
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { mode: items, items: '{{ input.orders }}' }
    steps:
      price:
        kind: transform
        with: { value: '{{ item.amount * 2 }}' }
      add:
        kind: set-variable
        with: { name: total, value: '{{ vars.total + steps.price }}' }
    edges:
      - price -> add
  say: { kind: log, with: { message: 'Total {{ vars.total }}' } }
edges:
  - start -> each
  - each -> say
breakpoints:
  - say
`;

async function past(input: JsonValue = { orders: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] }) {
  const { services, connect, faults } = await openDebugging(tempFolder());
  const runId = await services.runs.start({
    workflowId: null,
    text,
    input,
    secrets: {},
    requestKey: randomUUID(),
    startedBy: 'test',
  });
  const state = await services.runs.outcome(runId);
  expect(state.error ?? null).toBeNull();
  onTestFinished(() => expect(faults).toEqual([]));
  const client = connect();
  await client.ask('initialize', { adapterID: 'test' });
  const attached = client.ask('attach', { runId });
  await client.event('initialized');
  return { services, runId, client, attached };
}

async function begun(input?: JsonValue) {
  const opened = await past(input);
  await opened.client.ask('configurationDone');
  expect(await opened.attached).toEqual({ runId: opened.runId });
  await opened.client.event('stopped');
  return opened.client;
}

async function top(client: Awaited<ReturnType<typeof begun>>) {
  const { stackFrames } = await client.ask('stackTrace', { threadId: 1 });
  return stackFrames[0];
}

describe('a run that is over', () => {
  it('stands at its last place, with stack, scopes and values', async () => {
    const client = await begun();
    expect(client.events('stepwell/moment').at(-1)).toMatchObject({
      live: false,
      address: { step: 'say', place: 'after' },
      stops: [],
    });
    expect(await client.ask('threads')).toEqual({ threads: [{ id: 1, name: 'main' }] });
    const { stackFrames, totalFrames } = await client.ask('stackTrace', { threadId: 1 });
    expect(totalFrames).toBe(2);
    expect(stackFrames).toMatchObject([
      { name: 'say', line: 18, stepwell: { kind: 'step', step: 'say', place: 'after' } },
      { name: 'Orders', line: 1, stepwell: { kind: 'workflow' } },
    ]);
    const { scopes } = await client.ask('scopes', { frameId: stackFrames[0].id });
    expect(scopes.map(({ name }: { name: string }) => name)).toEqual([
      'Input',
      'Output',
      'Variables',
      'Run',
    ]);
    const { variables } = await client.ask('variables', scopes[2]);
    expect(variables).toMatchObject([{ name: 'total', value: '12', evaluateName: 'vars.total' }]);
    const evaluated = await client.ask('evaluate', {
      expression: 'input.orders.map(o => o.amount)',
      frameId: stackFrames[0].id,
    });
    expect(evaluated).toMatchObject({ result: '3 items [1, 2, 3]', indexedVariables: 3 });
    expect(
      (await client.ask('variables', { ...evaluated, start: 1, count: 1 })).variables,
    ).toMatchObject([{ name: '1', value: '2' }]);
  });

  it('is stepped through backwards and forwards, and its values change with it', async () => {
    const client = await begun();
    const totals: string[] = [];
    const places: string[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      await client.ask('stepBack', { threadId: 1 });
      const stopped = await client.event('stopped');
      const frame = await top(client);
      places.push(`${frame.stepwell.step}/${frame.stepwell.place}`);
      totals.push(
        (await client.ask('evaluate', { expression: 'vars.total', frameId: frame.id })).result,
      );
      if (stopped.reason === 'entry') break;
    }
    expect(places).toEqual(['say/before', 'each/before', 'start/before', 'start/before']);
    expect(totals).toEqual(['12', '0', '0', '0']);
    await client.ask('next', { threadId: 1 });
    await client.event('stopped');
    expect((await top(client)).stepwell).toMatchObject({ step: 'each', place: 'before' });
  });

  it('goes into iterations and out of them', async () => {
    const client = await begun();
    for (let turn = 0; turn < 2; turn += 1) {
      await client.ask('stepBack', { threadId: 1 });
      await client.event('stopped');
    }
    await client.ask('stepIn', { threadId: 1 });
    await client.event('stopped');
    const { stackFrames } = await client.ask('stackTrace', { threadId: 1 });
    expect(stackFrames.map(({ name }: { name: string }) => name)).toEqual([
      'price',
      'each, iteration 1',
      'Orders',
    ]);
    const { scopes } = await client.ask('scopes', { frameId: stackFrames[0].id });
    const loop = scopes.find(({ name }: { name: string }) => name === 'Loop');
    expect((await client.ask('variables', loop)).variables.map(({ name }: Body) => name)).toContain(
      'item',
    );
    await client.ask('stepOut', { threadId: 1 });
    await client.event('stopped');
    expect((await top(client)).stepwell).toMatchObject({ step: 'say', place: 'before' });
    // Frames of before are told apart from those of now.
    expect(await client.refusal('scopes', { frameId: stackFrames[0].id })).toMatchObject({
      code: 'DEBUG_GONE',
    });
  });

  it('finds breakpoints in the past, with conditions and iterations', async () => {
    const { client, attached } = await past();
    const { breakpoints } = await client.ask('setBreakpoints', {
      source: { sourceReference: 1 },
      breakpoints: [
        { line: 10, condition: 'item.amount == 2' },
        { line: 17, condition: 'vars.total > 100' },
        { line: 3 },
      ],
    });
    expect(breakpoints).toMatchObject([
      { verified: true, line: 10, column: 7 },
      { verified: true, line: 17, column: 9 },
      { verified: false, message: expect.stringContaining('Nothing runs at line 3') },
    ]);
    await client.ask('configurationDone');
    await attached;
    await client.event('stopped');
    await client.ask('reverseContinue', { threadId: 1 });
    expect(await client.event('stopped')).toMatchObject({ reason: 'breakpoint' });
    // The breakpoint of the file itself counts as well.
    expect((await top(client)).stepwell).toMatchObject({ step: 'say', place: 'before' });
    await client.ask('reverseContinue', { threadId: 1 });
    expect(await client.event('stopped')).toMatchObject({
      reason: 'breakpoint',
      hitBreakpointIds: [breakpoints[0].id],
    });
    expect((await top(client)).stepwell).toMatchObject({
      step: 'price',
      path: [{ step: 'each', iteration: 1 }],
    });
    await client.ask('reverseContinue', { threadId: 1 });
    expect(await client.event('stopped')).toMatchObject({ reason: 'entry' });
    await client.ask('continue', { threadId: 1 });
    await client.event('stopped');
    expect((await top(client)).stepwell).toMatchObject({ step: 'price' });
  });

  it('is seen at any event, and again at its end', async () => {
    const client = await begun();
    const last = client.events('stepwell/moment').at(-1)?.lastSeq;
    expect(await client.ask('stepwell/seek', { seq: 3 })).toEqual({ seq: 3 });
    await client.event('stopped');
    expect(client.events('stepwell/moment').at(-1)).toMatchObject({ seq: 3, lastSeq: last });
    await client.ask('stepwell/seek', { seq: 1 });
    await client.ask('stepwell/seek', { seq: 1_000_000 });
    await client.ask('stepwell/seek', { live: true });
    await expect.poll(() => client.events('stepwell/moment').at(-1)).toMatchObject({ seq: last });
  });

  it('cannot be changed, paused or gone on with', async () => {
    const client = await begun();
    const frame = await top(client);
    const { scopes } = await client.ask('scopes', { frameId: frame.id });
    const variables = scopes.find(({ name }: Body) => name === 'Variables');
    const change = { ...variables, name: 'total', value: '5' };
    expect((await client.refusal('setVariable', change)).code).toBe('DEBUG_ENDED_RUN');
    expect(
      (await client.refusal('setExpression', { expression: 'vars.total', value: '5' })).code,
    ).toBe('DEBUG_ENDED_RUN');
    expect((await client.refusal('pause', { threadId: 1 })).code).toBe('DEBUG_ENDED_RUN');
    expect((await client.refusal('restart')).code).toBe('DEBUG_RESTART');
    expect((await client.refusal('restartFrame', { frameId: frame.id })).code).toBe(
      'DEBUG_ENDED_RUN',
    );
    expect((await client.refusal('stepwell/skip', { threadId: 1, output: 1 })).code).toBe(
      'DEBUG_ENDED_RUN',
    );
    expect((await client.refusal('exceptionInfo', { threadId: 1 })).code).toBe('DEBUG_NO_ERROR');
    expect((await client.refusal('stackTrace', { threadId: 99 })).code).toBe('DEBUG_NO_THREAD');
  });

  it('evaluates within bounds, and says what is wrong', async () => {
    const client = await begun({ orders: [{ amount: 1, note: 'x'.repeat(50_000) }] });
    const ask = (expression: string, context = 'repl') =>
      client.ask('evaluate', { expression, context });
    const long = await ask('input.orders[0].note');
    expect(long.result.length).toBeLessThan(200);
    const { variables } = await client.ask('variables', long);
    expect(variables.map(({ value }: Body) => value.length)).toEqual(Array(5).fill(10_000));
    expect((await ask('input.orders[0].note', 'clipboard')).result).toHaveLength(50_000);
    for (const [wrong, code] of [
      ['input.', 'EXPR_SYNTAX'],
      ['nothing.at.all', 'EXPR'],
      ['process.exit()', 'EXPR'],
      ['"x".repeat(1e9)', 'EXPR'],
    ]) {
      const refused = await client.refusal('evaluate', { expression: wrong });
      expect(refused.code).toContain(code);
    }
    expect((await ask('vars.total')).result).toBe('2');
  });

  it('completes names and knows its sources and places', async () => {
    const client = await begun();
    const { targets } = await client.ask('completions', { text: 'vars.to', column: 8 });
    expect(targets).toMatchObject([{ label: 'total', start: 5, length: 2 }]);
    const { targets: roots } = await client.ask('completions', { text: '', column: 1 });
    expect(roots.map(({ label }: Body) => label)).toEqual(
      expect.arrayContaining(['input', 'vars', 'steps']),
    );
    const { sources } = await client.ask('loadedSources');
    expect(sources).toMatchObject([{ name: 'Orders.stepwell.yaml', sourceReference: 1 }]);
    expect((await client.ask('source', { sourceReference: 1 })).content).toBe(text);
    expect(
      (await client.ask('breakpointLocations', { source: sources[0], line: 6, endLine: 16 }))
        .breakpoints,
    ).toEqual([
      { line: 6, column: 3 },
      { line: 10, column: 7 },
      { line: 13, column: 7 },
    ]);
    expect((await client.refusal('source', { sourceReference: 99 })).code).toBe('DEBUG_SOURCE');
  });

  it('is left by a disconnect, after which nothing is answered but errors', async () => {
    const client = await begun();
    await client.ask('disconnect');
    for (const command of ['threads', 'stackTrace', 'continue', 'stepwell/seek']) {
      expect((await client.refusal(command, { threadId: 1 })).code).toBe('DEBUG_ENDED');
    }
    await client.ask('disconnect');
  });
});

describe('breakpoints in the past', () => {
  /** Goes back from the end to the beginning, and says where it stopped. */
  async function wayBack(client: Awaited<ReturnType<typeof begun>>): Promise<string[]> {
    const places: string[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      await client.ask('reverseContinue', { threadId: 1 });
      const { reason } = await client.event('stopped');
      if (reason === 'entry') break;
      const { step, path, place } = (await top(client)).stepwell;
      places.push(`${place} ${step} ${path[0]?.iteration ?? '-'}`);
    }
    return places;
  }
  const breakpoints = (...all: Body[]) => ({
    breakpoints: all.map((one, at) => ({ id: `b${at}`, enabled: true, ...one })),
  });

  it('stop where a value became another one, of a variable and of an output', async () => {
    const client = await begun({ orders: [{ amount: 1 }, { amount: 0 }, { amount: 1 }] });
    await client.ask(
      'stepwell/setBreakpoints',
      breakpoints({ target: { type: 'data', path: 'vars.total' } }),
    );
    // The second order adds nothing.
    expect(await wayBack(client)).toEqual(['after add 2', 'after add 0']);
    await client.ask('stepwell/seek', { live: true });
    await client.event('stopped');
    await client.ask(
      'stepwell/setBreakpoints',
      breakpoints({ target: { type: 'data', path: 'steps.price' } }),
    );
    expect(await wayBack(client)).toEqual(['after price 2', 'after price 1', 'after price 0']);
  });

  it('count their hits from the beginning of the run', async () => {
    const client = await begun();
    await client.ask(
      'stepwell/setBreakpoints',
      breakpoints({ target: { type: 'step', step: 'add' }, hitCondition: '>= 2' }),
    );
    expect(await wayBack(client)).toEqual(['before add 2', 'before add 1']);
    await client.ask('continue', { threadId: 1 });
    await client.event('stopped');
    expect((await top(client)).stepwell.path).toEqual([{ step: 'each', iteration: 1 }]);
  });

  it('wait for others, and count only where their condition holds', async () => {
    const client = await begun();
    await client.ask(
      'stepwell/setBreakpoints',
      breakpoints(
        { target: { type: 'step', step: 'price' }, condition: 'item.amount == 2' },
        { target: { type: 'step', step: 'add' }, waitFor: 'b0' },
      ),
    );
    expect(await wayBack(client)).toEqual(['before add 2', 'before add 1', 'before price 1']);
  });

  it('are ten thousand as quickly as one', async () => {
    const client = await begun({ orders: Array.from({ length: 110 }, () => ({ amount: 1 })) });
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      target: { type: 'step', step: `gone${at}` },
      hitCondition: '2',
    }));
    const last = { target: { type: 'step', step: 'add' }, hitCondition: '100' };
    const { statuses } = await client.ask('stepwell/setBreakpoints', breakpoints(...many, last));
    expect(statuses).toHaveLength(10_001);
    const since = performance.now();
    expect(await wayBack(client)).toEqual(['before add 99']);
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  it('at lines of code say that the log does not have them', async () => {
    const client = await begun();
    await client.ask(
      'stepwell/setBreakpoints',
      breakpoints({ target: { type: 'line', step: 'price', line: 1 } }),
    );
    expect(await wayBack(client)).toEqual([]);
    await client.ask('reverseContinue', { threadId: 1 });
    const told = client
      .events('output')
      .filter(({ output }) => String(output).includes('lines of code'));
    expect(told).toHaveLength(1);
  });
});
