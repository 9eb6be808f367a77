import { expect, test } from '@playwright/test';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// A debug client that nobody here wrote drives the built `stepwell dap` through every capability
// that it advertises. docs/debugging.md names these tests.

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'test/helpers/debug-adapter.mjs');
const program = join(root, 'test/fixtures/debugging/orders.stepwell.yaml');
const text = readFileSync(program, 'utf8');
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
const orders = { orders: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] };

let client: DebugClient;
let profile: string;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the client of the protocol knows only the base of its messages
type Body = any;

test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'stepwell-dap-'));
  client = new DebugClient(process.execPath, launcher, 'stepwell', {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', STEPWELL_PROFILE: profile },
  });
  client.defaultTimeout = 30_000;
  await client.start();
});

test.afterEach(async () => {
  await client.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Launches, with what a client sets before the run begins. */
async function launch(
  setUp: () => Promise<unknown> = () => Promise.resolve(),
  more: object = {},
): Promise<Body> {
  await client.initializeRequest({ adapterID: 'stepwell', supportsProgressReporting: true });
  const initialized = client.waitForEvent('initialized');
  const launched = client.launchRequest({ program, input: orders, ...more } as Body);
  await Promise.race([initialized, launched]);
  await setUp();
  await client.configurationDoneRequest();
  return (await launched).body;
}

/** Does something and waits for where it stops. */
async function stopAfter(work: () => Promise<unknown>): Promise<Body> {
  const stopped = client.waitForEvent('stopped');
  const [event] = await Promise.all([stopped, work()]);
  return event.body;
}

const at = (line: number, more: object = {}) =>
  client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line, ...more }] });
const frames = async (threadId = 1): Promise<Body[]> =>
  (await client.stackTraceRequest({ threadId })).body.stackFrames;
const evaluate = async (expression: string, frameId?: number, context = 'repl') =>
  (await client.evaluateRequest({ expression, context, ...(frameId && { frameId }) })).body;

async function scope(name: string, frameId: number): Promise<DebugProtocol.Scope> {
  const { scopes } = (await client.scopesRequest({ frameId })).body;
  const found = scopes.find((one) => one.name === name);
  if (!found) throw new Error(`No scope ${name}, but ${scopes.map((one) => one.name).join(', ')}`);
  return found;
}

async function refusal(command: string, given: object = {}): Promise<string> {
  try {
    await client.customRequest(command, given);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${command} was not refused`);
}

test('stops on entry, steps over, into and out, and says how it ended', async () => {
  const stopped = await stopAfter(() => launch(undefined, { stopOnEntry: true }));
  expect(stopped).toMatchObject({ reason: 'entry', threadId: 1, allThreadsStopped: true });
  expect((await frames()).map(({ name }) => name)).toEqual(['start', 'Orders']);
  expect((await frames())[0]).toMatchObject({ line: lineOf('start:'), source: { path: program } });
  await stopAfter(() => client.nextRequest({ threadId: 1 }));
  expect((await frames())[0]).toMatchObject({ name: 'each', line: lineOf('each:') });
  await stopAfter(() => client.stepInRequest({ threadId: 1 }));
  expect((await frames()).map(({ name }) => name)).toEqual([
    'price',
    'each, iteration 1',
    'Orders',
  ]);
  await stopAfter(() => client.stepOutRequest({ threadId: 1 }));
  expect((await frames())[0].name).not.toBe('price');
  const [exited] = await Promise.all([
    client.waitForEvent('exited'),
    client.waitForEvent('terminated'),
    (async () => {
      await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
      await client.continueRequest({ threadId: 1 });
    })(),
  ]);
  expect(exited.body).toEqual({ exitCode: 0 });
});

test('breakpoints at steps, with condition and hit count, and log points', async () => {
  const outputs: string[] = [];
  client.on('output', (event: DebugProtocol.OutputEvent) => outputs.push(event.body.output));
  let set: Body;
  const stopped = await stopAfter(() =>
    launch(async () => {
      set = (
        await client.setBreakpointsRequest({
          source: { path: program },
          breakpoints: [
            { line: lineOf('add:'), condition: 'order.amount == 2' },
            { line: lineOf('price:'), hitCondition: '>= 3' },
            { line: lineOf('large:'), logMessage: 'total is {{ vars.total }}' },
            { line: lineOf('ship -> both') },
            { line: 1 },
          ],
        })
      ).body.breakpoints;
    }),
  );
  expect(set.map(({ verified }: Body) => verified)).toEqual([true, true, true, true, false]);
  expect(set[4].message).toContain('Nothing runs at line 1');
  expect(stopped).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [set[0].id] });
  expect((await frames())[0].stepwell.path).toEqual([{ step: 'each', iteration: 1 }]);
  const second = await stopAfter(() => client.continueRequest({ threadId: 1 }));
  expect(second.hitBreakpointIds).toEqual([set[1].id]);
  expect((await evaluate('order.amount')).result).toBe('3');
  // On a wire: the value has passed.
  const wire = await stopAfter(() => client.continueRequest({ threadId: 1 }));
  expect(wire).toMatchObject({ hitBreakpointIds: [set[3].id], stepwell: { place: 'wire' } });
  expect((await frames())[0].line).toBe(lineOf('ship -> both'));
  await Promise.all([client.waitForEvent('terminated'), client.continueRequest({ threadId: 1 })]);
  expect(outputs.join('')).toContain('total is 12');
});

test('function breakpoints stop before every step of a kind', async () => {
  let set: Body;
  const stopped = await stopAfter(() =>
    launch(async () => {
      set = (
        await client.setFunctionBreakpointsRequest({
          breakpoints: [{ name: 'call' }, { name: 'no-such-kind' }],
        })
      ).body.breakpoints;
    }),
  );
  expect(set).toMatchObject([{ verified: true }, { verified: false }]);
  expect(stopped.reason).toBe('function breakpoint');
  expect((await frames())[0].name).toBe('ship');
});

test('data breakpoints stop when a value changes', async () => {
  await stopAfter(() => launch(undefined, { stopOnEntry: true }));
  const [top] = await frames();
  const variables = await scope('Variables', top.id);
  const info = (await client.dataBreakpointInfoRequest({ ...variables, name: 'total' })).body;
  expect(info).toMatchObject({ dataId: 'vars.total', accessTypes: ['write'] });
  expect((await client.dataBreakpointInfoRequest({ name: '1 + 1' })).body.dataId).toBeNull();
  const { breakpoints } = (
    await client.setDataBreakpointsRequest({ breakpoints: [{ dataId: 'vars.total' }] })
  ).body;
  expect(breakpoints).toMatchObject([{ verified: true }]);
  const stopped = await stopAfter(() => client.continueRequest({ threadId: 1 }));
  expect(stopped).toMatchObject({ reason: 'data breakpoint' });
  expect((await evaluate('vars.total')).result).toBe('2');
});

test('stops at errors, with a filter and a condition, and says what the error is', async () => {
  const stopped = await stopAfter(() =>
    launch(() =>
      client.setExceptionBreakpointsRequest({
        filters: [],
        filterOptions: [{ filterId: 'all', condition: 'error.code != "NONE"' }],
      }),
    ),
  );
  expect(stopped.reason).toBe('exception');
  expect((await frames())[0].name).toBe('risky');
  const info = (await client.exceptionInfoRequest({ threadId: 1 })).body;
  expect(info).toMatchObject({ breakMode: 'always', details: { message: expect.any(String) } });
  const set = await client.setExceptionBreakpointsRequest({ filters: ['all', 'nonsense'] });
  expect(set.body?.breakpoints).toMatchObject([{ verified: true }, { verified: false }]);
});

test('goes back through the log and forwards again, and continues when it is now', async () => {
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  await stopAfter(() => client.stepBackRequest({ threadId: 1 }));
  expect((await frames())[0].name).toBe('each');
  expect((await evaluate('vars.total')).result).toBe('0');
  await stopAfter(() => client.stepBackRequest({ threadId: 1 }));
  expect((await frames())[0].name).toBe('start');
  expect((await stopAfter(() => client.stepBackRequest({ threadId: 1 }))).reason).toBe('entry');
  await at(lineOf('add:'));
  // Forwards to the next breakpoint of the past, then to now.
  await stopAfter(() => client.continueRequest({ threadId: 1 }));
  expect((await frames())[0]).toMatchObject({
    name: 'add',
    stepwell: { path: [{ iteration: 0 }] },
  });
  await stopAfter(() => client.customRequest('stepwell/seek', { live: true }));
  expect((await frames())[0].name).toBe('ship');
  await stopAfter(() => client.reverseContinueRequest({ threadId: 1 }));
  expect((await frames())[0]).toMatchObject({
    name: 'add',
    stepwell: { path: [{ iteration: 2 }] },
  });
  await stopAfter(() => client.reverseContinueRequest({ threadId: 1 }));
  expect((await frames())[0].stepwell.path).toMatchObject([{ iteration: 1 }]);
  expect(await refusal('setExpression', { expression: 'vars.total', value: '1' })).toContain(
    'past',
  );
  await stopAfter(() => client.customRequest('stepwell/seek', { live: true }));
  await Promise.all([client.waitForEvent('terminated'), client.continueRequest({ threadId: 1 })]);
});

test('sets the next step, starts a step again, and changes values', async () => {
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  const [top] = await frames();
  const variables = await scope('Variables', top.id);
  const set = await client.setVariableRequest({ ...variables, name: 'total', value: '100' });
  expect(set.body.value).toBe('100');
  expect((await evaluate('vars.total')).result).toBe('100');
  const expression = await client.customRequest('setExpression', {
    expression: 'vars.total',
    value: '{{ vars.total + 1 }}',
  });
  expect(expression.body.value).toBe('101');
  expect((await evaluate('vars.total = 50')).result).toBe('50');
  const input = await scope('Input', (await frames())[0].id);
  await client.setVariableRequest({ ...input, name: 'input', value: '{"total": 7}' });
  await at(lineOf('both:'));
  await stopAfter(() => client.continueRequest({ threadId: 1 }));
  expect((await evaluate('steps.ship')).result).toBe('12');
  const { targets } = (
    await client.gotoTargetsRequest({ source: { path: program }, line: lineOf('end:') })
  ).body;
  expect(targets).toMatchObject([{ label: 'Before end', line: lineOf('end:') }]);
  const gone = await stopAfter(() =>
    client.gotoRequest({ threadId: 1, targetId: targets[0]?.id ?? 0 }),
  );
  expect(gone.reason).toBe('goto');
  const [end] = await frames();
  expect(end.name).toBe('end');
  expect(
    (await client.gotoTargetsRequest({ source: { path: program }, line: 1 })).body.targets,
  ).toEqual([]);
  const again = await stopAfter(() => client.restartFrameRequest({ frameId: end.id }));
  expect(again.reason).toBe('restart');
  await Promise.all([client.waitForEvent('terminated'), client.continueRequest({ threadId: 1 })]);
});

test('shows sub-workflow frames, scopes, and lazy values by pages', async () => {
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  const stepped = await stopAfter(() => client.stepInRequest({ threadId: 1 }));
  const stack = await frames();
  expect(stack.map(({ name }) => name)).toEqual(['begin', 'Shipping', 'ship', 'Orders']);
  expect(stack[0].source.path).toContain('shipping.stepwell.yaml');
  expect(stepped.stepwell.workflow).toMatchObject({
    name: 'Shipping',
    path: expect.stringContaining('shipping.stepwell.yaml'),
  });
  // A part of the stack only.
  const part = (await client.stackTraceRequest({ threadId: 1, startFrame: 2, levels: 1 })).body;
  expect(part).toMatchObject({ totalFrames: 4, stackFrames: [{ name: 'ship' }] });
  const { scopes } = (await client.scopesRequest({ frameId: stack[2].id })).body;
  expect(scopes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Input', 'Variables', 'Run']),
  );
  await at(lineOf('end:'));
  await stopAfter(() => client.continueRequest({ threadId: 1 }));
  const large = await evaluate('steps.large', undefined, 'watch');
  expect(large.indexedVariables).toBe(200_000);
  const page = await client.variablesRequest({
    variablesReference: large.variablesReference,
    filter: 'indexed',
    start: 199_998,
    count: 5,
  });
  expect(page.body.variables).toMatchObject([{ name: '199998', value: '"x"' }, { name: '199999' }]);
  const whole = await client.variablesRequest({ variablesReference: large.variablesReference });
  expect(whole.body.variables).toHaveLength(1_001);
  await stopAfter(() => client.stepBackRequest({ threadId: 1 }));
  await stopAfter(() => client.customRequest('stepwell/seek', { seq: 1_000_000 }));
  const loaded = (await client.customRequest('loadedSources')).body.sources;
  expect(loaded.map(({ path }: Body) => path)).toEqual(expect.arrayContaining([program]));
});

test('values over 64 kB are lazy', async () => {
  await stopAfter(() => launch(() => at(lineOf('end:'))));
  const [top] = await frames();
  const { variables } = (await client.variablesRequest(await scope('Variables', top.id))).body;
  const big = variables.find(({ name }) => name === 'big');
  expect(big).toMatchObject({
    presentationHint: { lazy: true },
    evaluateName: 'vars.big',
    value: expect.stringContaining('200,000 items'),
  });
  const opened = (
    await client.variablesRequest({ variablesReference: big?.variablesReference ?? 0 })
  ).body.variables;
  expect(opened).toMatchObject([{ name: '', indexedVariables: 200_000 }]);
  const page = await client.variablesRequest({
    variablesReference: opened[0]?.variablesReference ?? 0,
    filter: 'indexed',
    start: 150_000,
    count: 2,
  });
  expect(page.body.variables).toMatchObject([{ name: '150000', value: '"x"' }, { name: '150001' }]);
});

test('stops at lines of code, with locals, hover and evaluation in the frame', async () => {
  const stopped = await stopAfter(() => launch(() => at(lineOf('const doubled'))));
  expect(stopped).toMatchObject({ reason: 'breakpoint', stepwell: { place: 'line', line: 2 } });
  const stack = await frames();
  expect(stack[0]).toMatchObject({
    line: lineOf('const doubled'),
    stepwell: { kind: 'code', line: 2 },
  });
  expect(stack.slice(1).map(({ name }) => name)).toEqual(['price', 'each, iteration 1', 'Orders']);
  expect((await evaluate('amount * 10', stack[0].id, 'hover')).result).toBe('10');
  const { targets } = (
    await client.completionsRequest({ text: 'amo', column: 4, frameId: stack[0].id })
  ).body;
  expect(targets).toMatchObject([{ label: 'amount' }]);
  await stopAfter(() => client.nextRequest({ threadId: 1 }));
  expect((await frames())[0].line).toBe(lineOf('console.log'));
  await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
  await Promise.all([
    client.assertOutput('stdout', 'doubled 2', 30_000),
    client.waitForEvent('terminated'),
    client.continueRequest({ threadId: 1 }),
  ]);
});

test('evaluates for hover, watch, console and clipboard, and completes names', async () => {
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  const [top] = await frames();
  for (const context of ['watch', 'repl', 'hover']) {
    expect((await evaluate('vars.total + 1', top.id, context)).result).toBe('13');
  }
  expect((await evaluate('input.orders', top.id, 'clipboard')).result).toBe(
    JSON.stringify(orders.orders, null, 2),
  );
  const { targets } = (
    await client.completionsRequest({ text: 'vars.to', column: 8, frameId: top.id })
  ).body;
  expect(targets).toMatchObject([{ label: 'total' }]);
  expect(await refusal('evaluate', { expression: 'vars.', frameId: top.id })).toContain('vars.');
  expect(await refusal('evaluate', { expression: '"x".repeat(1e9)', frameId: top.id })).toContain(
    '1,000,000,000 characters is too long',
  );
});

test('knows where one can stop, and gives its sources', async () => {
  await stopAfter(() => launch(undefined, { stopOnEntry: true }));
  const { breakpoints } = (
    await client.customRequest('breakpointLocations', {
      source: { path: program },
      line: lineOf('price:'),
      endLine: lineOf('return { doubled }'),
    })
  ).body;
  expect(breakpoints.map(({ line }: Body) => line)).toEqual(
    ['price:', 'const amount', 'const doubled', 'console.log', 'return { doubled'].map(lineOf),
  );
  const { content } = (
    await client.sourceRequest({ source: { path: program }, sourceReference: 0 })
  ).body;
  expect(content).toBe(text);
});

test('parallel branches are threads that go on by themselves', async () => {
  const seen: Body[] = [];
  client.on('stopped', (event: DebugProtocol.StoppedEvent) => seen.push(event.body));
  await launch(
    () =>
      client.setBreakpointsRequest({
        source: { path: program },
        breakpoints: [{ line: lineOf('left:') }, { line: lineOf('right:') }],
      }),
    { hold: 'one' },
  );
  await expect.poll(() => seen.length, { timeout: 30_000 }).toBe(2);
  const [one, two] = seen.map(({ threadId }: Body) => threadId as number);
  expect(one).not.toBe(two);
  const { threads } = (await client.threadsRequest()).body;
  expect(threads.map(({ id }) => id)).toEqual(expect.arrayContaining([one, two]));
  // One goes on to its end; the other stands where it was.
  await client.continueRequest({ threadId: one ?? 0, singleThread: true });
  expect((await frames(two))[0].stepwell.kind).toBe('step');
  await Promise.all([
    client.waitForEvent('terminated'),
    client.continueRequest({ threadId: two ?? 0, singleThread: true }),
  ]);
});

test('is started again, and is terminated', async () => {
  await stopAfter(() => launch(undefined, { stopOnEntry: true }));
  const first = (await evaluate('run.id')).result;
  const again = await stopAfter(() => client.restartRequest({}));
  expect(again.reason).toBe('entry');
  expect((await evaluate('run.id')).result).not.toBe(first);
  expect(await refusal('pause', { threadId: 'x' })).toContain('threadId');
  await Promise.all([client.waitForEvent('terminated'), client.terminateRequest()]);
  expect(await refusal('continue', { threadId: 1 })).toContain('over');
});

test('skips, overrides, runs to, jumps, holds and forks by requests of its own', async () => {
  const own = (command: string, given: object) =>
    client.customRequest(`stepwell/${command}`, given);
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  await at(lineOf('keep:'));
  await stopAfter(() => own('skip', { threadId: 1, output: 5 }));
  expect((await evaluate('steps.ship')).result).toBe('5');
  await stopAfter(() => own('jump', { threadId: 1, step: 'risky' }));
  const override = { threadId: 1, config: { value: 'safe' } };
  expect((await stopAfter(() => own('overrideStep', override))).reason).toBe('restart');
  expect((await own('overrides', {})).body.overrides).toMatchObject([{ step: 'risky' }]);
  await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
  await stopAfter(() => own('runTo', { threadId: 1, step: 'end' }));
  expect((await evaluate('steps.risky')).result).toBe('"safe"');
  expect(await refusal('stepwell/setOutput', { threadId: 1, value: 1 })).toContain('not given one');
  await own('hold', { mode: 'one' });
  const first = (await evaluate('run.id')).result;
  const edits = [{ type: 'input', step: 'end', path: [], value: { value: 7 } }];
  await stopAfter(() => own('fork', { edits }));
  expect((await evaluate('run.id')).result).not.toBe(first);
  await Promise.all([
    client.assertOutput('console', 'Completed: 7', 30_000),
    client.waitForEvent('terminated'),
    client.continueRequest({ threadId: 1 }),
  ]);
});

test('is paused while it waits, and ended there', async () => {
  const waiting = join(root, 'test/fixtures/debugging/waiting.stepwell.yaml');
  await launch(undefined, { program: waiting, input: {} });
  await expect.poll(async () => (await frames())[0].name, { timeout: 30_000 }).toBe('hold');
  const stopped = await stopAfter(() => client.pauseRequest({ threadId: 1 }));
  expect(stopped).toMatchObject({ reason: 'pause', stepwell: { step: 'hold', place: 'wait' } });
  await Promise.all([client.waitForEvent('terminated'), client.terminateRequest()]);
});

test('shows the past of a run that is over', async () => {
  const { runId } = await launch();
  await client.waitForEvent('terminated');
  await client.stop();
  client = new DebugClient(process.execPath, launcher, 'stepwell', {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', STEPWELL_PROFILE: profile },
  });
  client.defaultTimeout = 30_000;
  await client.start();
  await client.initializeRequest();
  const attached = client.attachRequest({ runId } as Body);
  await client.waitForEvent('initialized');
  await stopAfter(() => client.configurationDoneRequest());
  await attached;
  expect((await frames())[0].name).toBe('end');
  await stopAfter(() => client.stepBackRequest({ threadId: 1 }));
});

test('reports progress and can be told to stop waiting', async () => {
  const progress: string[] = [];
  client.on('progressStart', (event: Body) => progress.push(event.body.title));
  client.on('progressEnd', () => progress.push('end'));
  await stopAfter(() => launch(() => at(lineOf('ship:'))));
  expect(progress[0]).toBe('Running Orders');
  expect(progress).toContain('end');
  await client.customRequest('cancel', { requestId: 9_999 });
});

test('gives up a request that the client cancels', async () => {
  await client.initializeRequest();
  const initialized = client.waitForEvent('initialized');
  const launched = client.launchRequest({ program, input: orders } as Body);
  const refused = expect(launched).rejects.toThrow('cancelled');
  await initialized;
  // The first request was "initialize"; this one waits for "configurationDone".
  await client.customRequest('cancel', { requestId: 2 });
  await refused;
});

test('answers what is wrong with errors, and goes on', async () => {
  expect(await refusal('threads')).toContain('initialize');
  expect(await refusal('launch', { program })).toContain('initialize');
  await client.initializeRequest();
  expect(await refusal('initialize')).toContain('only once');
  expect(await refusal('next', { threadId: 1 })).toContain('launched');
  expect(await refusal('launch', { program: '/nowhere/at/all.stepwell.yaml' })).toContain(
    'does not exist',
  );
  expect(await refusal('launch', {})).toContain('names no workflow');
  expect(await refusal('attach', { runId: 'run_0000000000' })).toContain('no run');
  expect(await refusal('noSuchRequest')).toContain('does not know');
  const stopped = client.waitForEvent('stopped');
  const launched = client.launchRequest({ program, input: orders, stopOnEntry: true } as Body);
  await client.waitForEvent('initialized');
  await client.configurationDoneRequest();
  await launched;
  await stopped;
  expect(await refusal('stackTrace', { threadId: 'one' })).toContain('threadId');
  expect(await refusal('stackTrace', { threadId: 77 })).toContain('no thread 77');
  expect(await refusal('variables', { variablesReference: 12_345 })).toContain('no variable');
  expect(await refusal('scopes', { frameId: -1 })).toContain('no stack frame');
  expect(await refusal('launch', { program })).toContain('has a run already');
  expect(await refusal('setVariable', { variablesReference: 0, name: 'x', value: '1' })).toContain(
    'no variable 0',
  );
  expect((await client.threadsRequest()).body.threads).toHaveLength(1);
});

test('survives malformed frames on its standard input', async () => {
  const child = spawn(process.execPath, [launcher], {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', STEPWELL_PROFILE: profile },
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (out += more));
  const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  child.stdin.write('rubbish\r\n\r\n');
  child.stdin.write(frame('{ no json'));
  child.stdin.write(frame('[1, 2]'));
  child.stdin.write(frame('{"seq":5,"type":"request","command":"initialize","arguments":"x"}'));
  child.stdin.write(frame('{"seq":6,"type":"request","command":"initialize"}'));
  await expect.poll(() => out, { timeout: 30_000 }).toContain('"request_seq":6,"success":true');
  expect(out.split('DEBUG_NOT_A_REQUEST').length - 1).toBeGreaterThanOrEqual(3);
  expect(out).toContain('DEBUG_ARGUMENTS');
  child.stdin.end();
  const code = await new Promise((done) => child.on('close', done));
  expect(code).toBe(0);
});
