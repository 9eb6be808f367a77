import { expect, test } from '@playwright/test';
import {
  at,
  type Body,
  client,
  evaluate,
  frames,
  launch,
  lineOf,
  program,
  refusal,
  scope,
  startClient,
  stopAfter,
  useDap,
} from '../helpers/dap';

// Going back, forwards and elsewhere through the protocol, also in the past. docs/debugging.md names these tests.

useDap();

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

test('shows the past of a run that is over', async () => {
  const { runId } = await launch();
  await client.waitForEvent('terminated');
  await client.stop();
  await startClient();
  await client.initializeRequest();
  const attached = client.attachRequest({ runId } as Body);
  await client.waitForEvent('initialized');
  await stopAfter(() => client.configurationDoneRequest());
  await attached;
  expect((await frames())[0].name).toBe('end');
  await stopAfter(() => client.stepBackRequest({ threadId: 1 }));
});
