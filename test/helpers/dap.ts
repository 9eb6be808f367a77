import { test } from '@playwright/test';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// A debug client that nobody here wrote, joined to the built `stepwell dap`, and short ways to drive it.
// docs/debugging.md names the tests that use it.

export const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'test/helpers/debug-adapter.mjs');
export const program = join(root, 'test/fixtures/debugging/orders.stepwell.yaml');
export const text = readFileSync(program, 'utf8');
export const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
export const orders = { orders: [{ amount: 1 }, { amount: 2 }, { amount: 3 }] };

/** Of the test that runs: `useDap` gives each its own. */
export let client: DebugClient;
let profile: string;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the client of the protocol knows only the base of its messages
export type Body = any;

/** Every test of the file has a client and a profile of its own. */
export function useDap(): void {
  test.beforeEach(async () => {
    profile = await mkdtemp(join(tmpdir(), 'stepwell-dap-'));
    await startClient();
  });

  test.afterEach(async () => {
    await client.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
}

/** Starts a client on the test's profile, in place of one that was stopped. */
export async function startClient(): Promise<void> {
  client = new DebugClient(process.execPath, launcher, 'stepwell', inProfile());
  client.defaultTimeout = 30_000;
  await client.start();
}

/** The adapter alone, to write to it what no client would. */
export function spawnAdapter() {
  return spawn(process.execPath, [launcher], inProfile());
}

function inProfile() {
  return {
    cwd: root,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', STEPWELL_PROFILE: profile },
  };
}

/** Launches, with what a client sets before the run begins. */
export async function launch(
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
export async function stopAfter(work: () => Promise<unknown>): Promise<Body> {
  const stopped = client.waitForEvent('stopped');
  const [event] = await Promise.all([stopped, work()]);
  return event.body;
}

export const at = (line: number, more: object = {}) =>
  client.setBreakpointsRequest({ source: { path: program }, breakpoints: [{ line, ...more }] });
export const frames = async (threadId = 1): Promise<Body[]> =>
  (await client.stackTraceRequest({ threadId })).body.stackFrames;
export const evaluate = async (expression: string, frameId?: number, context = 'repl') =>
  (await client.evaluateRequest({ expression, context, ...(frameId && { frameId }) })).body;

export async function scope(name: string, frameId: number): Promise<DebugProtocol.Scope> {
  const { scopes } = (await client.scopesRequest({ frameId })).body;
  const found = scopes.find((one) => one.name === name);
  if (!found) throw new Error(`No scope ${name}, but ${scopes.map((one) => one.name).join(', ')}`);
  return found;
}

export async function refusal(command: string, given: object = {}): Promise<string> {
  try {
    await client.customRequest(command, given);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${command} was not refused`);
}
