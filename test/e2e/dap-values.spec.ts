import { expect, test } from '@playwright/test';
import {
  at,
  type Body,
  client,
  evaluate,
  frames,
  launch,
  lineOf,
  orders,
  program,
  refusal,
  scope,
  stopAfter,
  text,
  useDap,
} from '../helpers/dap';

// What there is to look at through the protocol: frames, scopes, values, sources. docs/debugging.md names these tests.

useDap();

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
