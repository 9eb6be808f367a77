import { createServer, type Server } from 'node:http';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { ContentHash } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { RunState } from '@shared/runs/state';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { MemoryJournal } from '../../../src-main/engine/memory-journal';
import { startRun } from '../../../src-main/engine/start-run';
import { systemClock } from '../../../src-main/engine/system-clock';
import type { EffectsChoice } from '../../../src-main/engine/types';
import { createRunSecrets } from '../../../src-main/services/run-secrets';
import { createStepKinds } from '../../../src-main/steps/index';
import { fakeIds } from '../../helpers/run-workflow';
import { prove, type ProofOptions, type ProofReport } from '../lib/prove';
import { withTempFolder } from '../lib/temp-folder';
import { worldlyWorkflow } from './workflow';

// A run that was recorded gives the same again without the world it asked: the server is stopped, the
// files are gone, the clock has moved on, and chance is another.

const secret = 'correct-horse-battery-staple';
const hash = 'b'.repeat(64) as ContentHash;

const kinds = createStepKinds({
  baseFolder: '/nowhere',
  userAgent: 'Stepwell/proof',
  // No step of it runs code.
  sandbox: {} as never,
});

interface Finished {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
}

async function run(text: string, folder: string, effects: EffectsChoice): Promise<Finished> {
  const { workflow } = parseWorkflow(text);
  if (workflow === null) throw new Error('The workflow of the proof cannot be read.');
  const journal = new MemoryJournal();
  const handle = startRun(
    {
      kinds,
      journal,
      clock: systemClock,
      ids: fakeIds(),
      random: Math.random,
      // A replay gets no secret: nothing it does may need one.
      secrets: createRunSecrets(effects.policy === 'replay' ? {} : { token: secret }),
      environment: {},
    },
    {
      workflow,
      workflowRef: { id: null, hash, name: workflow.name },
      input: null,
      startedBy: 'proof',
      folder,
      effects,
    },
  );
  return { state: await handle.done, events: journal.events };
}

interface World {
  readonly port: number;
  requests(): number;
  stop(): Promise<void>;
}

/** A server that never says the same twice, and refuses now and then. */
function openWorld(random: () => number): Promise<World> {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests += 1;
    const { url = '/' } = request;
    const refuses = url.startsWith('/broken') || (url.includes('flaky') && random() < 0.3);
    response.statusCode = refuses ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answerTo(url, random)));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        requests: () => requests,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function answerTo(url: string, random: () => number): JsonValue {
  if (!url.startsWith('/orders')) return { price: random() };
  const count = 1 + Math.floor(random() * 6);
  return { orders: Array.from({ length: count }, () => ({ id: Math.floor(random() * 1_000) })) };
}

async function replayAll(root: string, options: ProofOptions): Promise<ProofReport> {
  const violations: string[] = [];
  let effects = 0;
  let steps = 0;
  for (let trial = 0; trial < options.n; trial += 1) {
    const world = await openWorld(options.random);
    const folder = join(root, String(trial));
    mkdirSync(folder);
    const text = worldlyWorkflow(world.port);
    const recorded = await run(text, folder, { policy: 'record' });
    await world.stop();
    await rm(folder, { recursive: true });
    const asked = world.requests();
    const recording = options.broken === 'response' ? tampered(recorded.events) : recorded.events;
    const choice: EffectsChoice =
      options.broken === 'live' ? { policy: 'live' } : { policy: 'replay', recording };
    const replayed = await run(text, folder, choice);
    const differences = [
      ...differencesOf(recorded.state, replayed.state),
      ...(JSON.stringify(recorded.events).includes(secret) ? ['the log holds the secret'] : []),
      ...(world.requests() === asked ? [] : ['the replay asked the server']),
      ...(recorded.state.status === 'completed' || recorded.state.status === 'failed'
        ? []
        : [`the recorded run is ${recorded.state.status}`]),
    ];
    violations.push(...differences.map((difference) => `trial ${trial}: ${difference}`));
    effects += recorded.events.filter(({ type }) => type === 'step.effect').length;
    steps += recorded.state.steps.size;
    options.progress(trial + 1);
  }
  return { figures: { effects, 'step runs': steps, differences: violations.length }, violations };
}

/** Changes what a server had answered. */
function tampered(events: readonly RunEvent[]): readonly RunEvent[] {
  return JSON.parse(
    JSON.stringify(events).replace(/"price":0\.\d+/, '"price":42'),
  ) as readonly RunEvent[];
}

function differencesOf(one: RunState, other: RunState): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, a: unknown, b: unknown): void => {
    const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
    if (left !== right) {
      found.push(`${what}: ${String(left).slice(0, 120)}, replayed ${String(right).slice(0, 120)}`);
    }
  };
  compare('the run', [one.status, one.error?.code], [other.status, other.error?.code]);
  compare('the output', one.output, other.output);
  compare('the variables', one.vars, other.vars);
  compare('the step runs', [...one.steps.keys()].sort(), [...other.steps.keys()].sort());
  for (const [key, { status, attempt, output, taken, error }] of one.steps) {
    const again = other.steps.get(key);
    compare(
      `the end of ${key}`,
      [status, attempt, taken],
      [again?.status, again?.attempt, again?.taken],
    );
    compare(`the output of ${key}`, output, again?.output);
    compare(`the error of ${key}`, error?.message, again?.error?.message);
  }
  return found;
}

await prove({
  name: 'replay',
  n: 40,
  broken: ['response', 'live'],
  run: (options) => withTempFolder((folder) => replayAll(folder, options)),
});
