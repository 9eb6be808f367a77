import type { z } from 'zod';
import { stepDefinitions, type StepKind } from '@shared/steps/index';
import type { ExecutableKind, StepRunner } from '../engine/types';
import { runAggregate } from './aggregate/run';
import { runBranch } from './branch/run';
import { runApproval } from './approval/run';
import { runBreak } from './break/run';
import { createCallRunner } from './call/run';
import { runCatch } from './catch/run';
import { createCodeRunner } from './code/run';
import { runCompensate } from './compensate/run';
import { runCondition } from './condition/run';
import { runContinue } from './continue/run';
import { runDelay } from './delay/run';
import { createEmitEventRunner } from './emit-event/run';
import { runFail } from './fail/run';
import { runFilter } from './filter/run';
import { runFinally } from './finally/run';
import { createHttpRequestRunner } from './http-request/run';
import { runLog } from './log/run';
import { runLoop } from './loop/run';
import { runManualStart } from './manual-start/run';
import { runNote } from './note/run';
import { runParallel } from './parallel/run';
import { createReadFileRunner } from './read-file/run';
import { runReturn } from './return/run';
import { runSetVariable } from './set-variable/run';
import { runSort } from './sort/run';
import type { StepHost } from './step-host';
import { runSwitch } from './switch/run';
import { runTransform } from './transform/run';
import { runTry } from './try/run';
import { runWaitForEvent } from './wait-for-event/run';
import { createWriteFileRunner } from './write-file/run';

type ConfigOf<K extends StepKind> = z.output<(typeof stepDefinitions)[K]['config']>;

/** A kind without a runner does not compile. */
type StepRunners = { readonly [K in StepKind]: StepRunner<ConfigOf<K>> };

function createStepRunners(host: StepHost): StepRunners {
  return {
    'manual-start': runManualStart,
    'http-request': createHttpRequestRunner(host),
    code: createCodeRunner(host),
    condition: runCondition,
    switch: runSwitch,
    loop: runLoop,
    break: runBreak,
    continue: runContinue,
    return: runReturn,
    try: runTry,
    catch: runCatch,
    compensate: runCompensate,
    finally: runFinally,
    parallel: runParallel,
    branch: runBranch,
    call: createCallRunner(host),
    transform: runTransform,
    filter: runFilter,
    sort: runSort,
    aggregate: runAggregate,
    'set-variable': runSetVariable,
    'read-file': createReadFileRunner(host),
    'write-file': createWriteFileRunner(host),
    delay: runDelay,
    'wait-for-event': runWaitForEvent,
    'emit-event': createEmitEventRunner(host),
    approval: runApproval,
    log: runLog,
    fail: runFail,
    note: runNote,
  };
}

/** Every step kind with what it does, for the engine. */
export function createStepKinds(host: StepHost): ReadonlyMap<string, ExecutableKind> {
  const runners: Readonly<Record<string, StepRunner<never>>> = createStepRunners(host);
  return new Map(
    Object.entries(stepDefinitions).flatMap(([kind, definition]) => {
      const run = runners[kind];
      return run ? [[kind, { definition, run }] as const] : [];
    }),
  );
}
