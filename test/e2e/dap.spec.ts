import { expect, test } from '@playwright/test';
import {
  at,
  type Body,
  client,
  launch,
  lineOf,
  orders,
  program,
  refusal,
  spawnAdapter,
  stopAfter,
  useDap,
} from '../helpers/dap';

// What goes wrong, and what is only told, through the protocol. docs/debugging.md names these tests.

useDap();

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
  const child = spawnAdapter();
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
