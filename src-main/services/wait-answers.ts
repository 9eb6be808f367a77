import type { Clock } from '../engine/types';
import type { RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import { type ScopePath, stepRunKey } from '@shared/runs/scope-path';
import type { RunsRepository } from '../storage/repositories/runs';
import type { Answer, WaitRecord, WaitsRepository, WaitType } from '../storage/repositories/waits';
import { notFound } from './not-found';
import { stateConflict } from './state-conflict';

// Answers to waiting steps: kept first, so that they outlive a crash and reach a run that another
// process has, then brought to the run.

export interface StepAddress {
  readonly runId: RunId;
  readonly path: ScopePath;
  readonly step: string;
}

export interface WaitAnswers {
  /** The open wait; throws when there is none, and says in which state the step is. */
  find(address: StepAddress, type: WaitType): WaitRecord;
  /** Keeps the answer and brings it; resolves when it is kept. Throws when there is one already. */
  give(wait: WaitRecord, type: Answer['type'], value: JsonValue): Promise<void>;
}

export interface WaitAnswerParts {
  readonly runs: RunsRepository;
  readonly waits: WaitsRepository;
  readonly bring: (wait: WaitRecord) => Promise<void>;
  readonly clock: Clock;
}

/** Milliseconds after which a run that is too busy to take its answer in is not waited for. */
const patience = 1_000;

const nothingToDo = 'Nothing needs to be done.';

export function createWaitAnswers(parts: WaitAnswerParts): WaitAnswers {
  const { runs, waits, clock } = parts;

  return {
    find({ runId, path, step }, type) {
      const wait = waits.find(runId, path, step);
      if (wait?.type === type) return wait;
      const run = runs.find(runId);
      if (!run) throw notFound('run', runId);
      const key = stepRunKey(path, step);
      if (run.endedAt !== null) {
        throw stateConflict(runId, `The run ${runId} is ${run.status} already`, nothingToDo);
      }
      const state = runs.stepStatus(runId, path, step);
      if (state === undefined) throw notFound('step run', `${runId} ${key}`);
      const wanted = type === 'approval' ? 'waits for no approval' : 'waits for no decision';
      throw stateConflict(runId, `The step ${key} is ${state} and ${wanted}`, nothingToDo);
    },
    async give(wait, type, value) {
      if (!waits.answer(wait, { type, value, givenAt: clock.now() })) {
        const key = stepRunKey(wait.path, wait.step);
        throw stateConflict(wait.run, `The step ${key} was answered already`, nothingToDo);
      }
      await noLongerThan(clock, patience, parts.bring(wait));
    },
  };
}

/** Resolves with `work`, or after the time; a failure of `work` is somebody else's to tell. */
async function noLongerThan(clock: Clock, time: number, work: Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = clock.schedule(time, resolve);
    void work.finally(() => {
      stop();
      resolve();
    });
  });
}
