import { branch } from '../../../src-shared/steps/branch/definition';
import { breakStep } from '../../../src-shared/steps/break/definition';
import { catchStep } from '../../../src-shared/steps/catch/definition';
import { compensate } from '../../../src-shared/steps/compensate/definition';
import { continueStep } from '../../../src-shared/steps/continue/definition';
import { finallyStep } from '../../../src-shared/steps/finally/definition';
import { loop } from '../../../src-shared/steps/loop/definition';
import { parallel } from '../../../src-shared/steps/parallel/definition';
import { returnStep } from '../../../src-shared/steps/return/definition';
import { tryStep } from '../../../src-shared/steps/try/definition';
import type { JsonObject } from '../../../src-shared/lib/json';
import { finalError, retryableError } from '../../../src-main/engine/step-error';
import type {
  ExecutableKind,
  LoadedWorkflow,
  StepContext,
  StepOutcome,
  StepRunner,
} from '../../../src-main/engine/types';
import { runBranch } from '../../../src-main/steps/branch/run';
import { runBreak } from '../../../src-main/steps/break/run';
import { runCatch } from '../../../src-main/steps/catch/run';
import { runCompensate } from '../../../src-main/steps/compensate/run';
import { runContinue } from '../../../src-main/steps/continue/run';
import { runFinally } from '../../../src-main/steps/finally/run';
import { runLoop } from '../../../src-main/steps/loop/run';
import { runParallel } from '../../../src-main/steps/parallel/run';
import { runReturn } from '../../../src-main/steps/return/run';
import { runTry } from '../../../src-main/steps/try/run';
import { fakeHash, fakeKind, kindsOf, take, workflowOf } from '../../helpers/run-workflow';

// What the steps of a simulated workflow do: everything that steps can do, and nothing that depends
// on when they do it. What coordinates other steps is the real thing.

export interface WorkConfig {
  /** Milliseconds until it answers; it answers at once below 0. */
  readonly delay: number;
  /** Attempts that fail before one succeeds. */
  readonly failures: number;
  readonly final: boolean;
  readonly ports: readonly string[];
  readonly effects: 'pure' | 'idempotent' | 'unsafe';
  /** It reads clock and chance, and gives them. */
  readonly draws: boolean;
  readonly salt: number;
}

/** What is broken outside the run, until somebody mends it. */
export interface World {
  mended: boolean;
}

const failure = { code: 'SIMULATED', kind: 'operational', message: 'It failed.' } as const;
const twoWays = {
  ports: () => ({ inputs: [{ name: 'in' }], outputs: [{ name: 'a' }, { name: 'b' }] }),
};

function work(world: World): ExecutableKind {
  return fakeKind(
    'work',
    (context) => {
      const config = context.config as unknown as WorkConfig;
      return config.delay < 0 ? act(context, world) : later(context, config.delay, world);
    },
    {
      ...twoWays,
      effects: (config) => (config as unknown as WorkConfig).effects,
    },
  );
}

async function later(
  context: StepContext<JsonObject>,
  delay: number,
  world: World,
): Promise<StepOutcome> {
  const { salt, effects } = context.config as unknown as WorkConfig;
  await new Promise<void>((resolve) => context.clock.schedule(delay, resolve));
  if (effects !== 'pure') {
    const request = { salt, key: context.config['from'] ?? null };
    await context.effect('call', request, () => Promise.resolve(salt + 1));
  }
  return act(context, world);
}

function act(context: StepContext<JsonObject>, world: World): StepOutcome {
  const { failures, final, ports, salt, draws } = context.config as unknown as WorkConfig;
  if (context.attempt <= failures && !world.mended) {
    throw final ? finalError(failure) : retryableError(failure);
  }
  const drawn = draws ? [context.random(), context.clock.now()] : [];
  const { from = null, drawn: bound = null } = context.config;
  if (draws) context.setVariable('last', salt);
  return take(ports, { salt, from, bound, drawn });
}

const pause = fakeKind(
  'pause',
  async (context) => {
    const { delay, salt } = context.config as unknown as WorkConfig;
    await context.waitUntil(context.clock.now() + delay, 'pause');
    return take(['a', 'b'], salt);
  },
  twoWays,
);

/** An unsafe step that waits before its effect: a crash while it waits is no reason to ask. */
const ask = fakeKind(
  'ask',
  async (context) => {
    const answer = await context.waitFor({
      for: { type: 'event', topic: 'answer' },
      reason: 'ask',
      until: null,
      accepts: (signal) => signal !== 'wrong',
    });
    await context.effect('answered', null, () => Promise.resolve(null));
    return take(['a', 'b'], answer.type === 'signal' ? answer.value : null);
  },
  { ...twoWays, effects: () => 'unsafe' },
);

const called: LoadedWorkflow = {
  workflow: workflowOf(
    {
      first: { kind: 'work', config: workConfig({ delay: 4, effects: 'idempotent', salt: 7 }) },
      pause: { kind: 'pause', config: workConfig({ delay: 9, salt: 8 }) },
      last: {
        kind: 'work',
        config: { ...workConfig({ delay: 2, salt: 9 }), from: '{{ input.given }}' },
      },
    },
    ['first.a -> pause', 'pause.a -> last'],
    { result: { got: '{{ steps.last.from }}', start: '{{ vars.start }}' }, vars: { start: 5 } },
  ),
  ref: { id: null, hash: fakeHash, name: 'Called' },
  folder: null,
};

const call = fakeKind(
  'call',
  async ({ callWorkflow, config }) => {
    const outcome = await callWorkflow(0, {
      load: () => Promise.resolve(called),
      input: { given: config['salt'] ?? null },
    });
    if (outcome.status === 'failed') throw retryableError(outcome.error ?? failure);
    return take(['a', 'b'], outcome.output);
  },
  { ...twoWays, calls: {} as never },
);

/** The settings of a step that works at once, with changes. */
export function workConfig(changes: Partial<WorkConfig>): JsonObject {
  return {
    delay: -1,
    failures: 0,
    final: false,
    ports: ['a', 'b'],
    effects: 'pure',
    draws: false,
    salt: 0,
    ...changes,
  };
}

/** The registry of one simulated run. */
export function simulatedKinds(world: World): ReadonlyMap<string, ExecutableKind> {
  return kindsOf(
    work(world),
    pause,
    ask,
    call,
    real(loop, runLoop),
    real(breakStep, runBreak),
    real(continueStep, runContinue),
    real(returnStep, runReturn),
    real(tryStep, runTry),
    real(catchStep, runCatch),
    real(compensate, runCompensate),
    real(finallyStep, runFinally),
    real(parallel, runParallel),
    real(branch, runBranch),
  );
}

function real<Config>(
  definition: ExecutableKind['definition'],
  run: StepRunner<Config>,
): ExecutableKind {
  return { definition, run: run as StepRunner<never> };
}
