import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import {
  at,
  type Body,
  client,
  evaluate,
  frames,
  launch,
  lineOf,
  program,
  root,
  scope,
  stopAfter,
  useDap,
} from '../helpers/dap';

// Where a run stops, asked for through the protocol. docs/debugging.md names these tests.

useDap();

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

test('is paused while it waits, and ended there', async () => {
  const waiting = join(root, 'test/fixtures/debugging/waiting.stepwell.yaml');
  await launch(undefined, { program: waiting, input: {} });
  await expect.poll(async () => (await frames())[0].name, { timeout: 30_000 }).toBe('hold');
  const stopped = await stopAfter(() => client.pauseRequest({ threadId: 1 }));
  expect(stopped).toMatchObject({ reason: 'pause', stepwell: { step: 'hold', place: 'wait' } });
  await Promise.all([client.waitForEvent('terminated'), client.terminateRequest()]);
});
