import { AppError } from '@shared/errors/app-error';
import type { IdSource, RunId } from '@shared/lib/ids';
import type { Clock, EnginePorts, ExecutableKind, RunHandle } from '../engine/types';
import type { RunJournal } from '../storage/journal';
import { createRunSecrets } from './run-secrets';

// The runs that this process has at work or waiting. One can be let go of: it stops without a word
// in its log, which is what happens in a crash too, and goes on from its log later.

export interface ActiveRuns {
  get(run: RunId): RunHandle | undefined;
  list(): RunId[];
  /** Starts or restores a run; resolves when what it recorded first is kept. */
  launch(
    run: RunId,
    secrets: Readonly<Record<string, string>>,
    begin: (ports: EnginePorts) => RunHandle,
  ): Promise<RunHandle>;
  /** Stops all of them without recording anything; resolves when they have stopped. */
  releaseAll(): Promise<void>;
}

export interface ActiveRunParts {
  readonly journal: RunJournal;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** A run stopped because its events could not be kept, or for a fault of the engine. */
  readonly onBroken: (run: RunId, error: unknown) => void;
}

interface ActiveRun {
  readonly handle: RunHandle;
  readonly state: { released: boolean };
}

export function createActiveRuns(parts: ActiveRunParts): ActiveRuns {
  const { journal, kinds, clock, ids } = parts;
  const environment = definedOnly(parts.environment);
  const active = new Map<RunId, ActiveRun>();

  function forget(run: RunId, entry: ActiveRun): void {
    if (active.get(run) === entry) active.delete(run);
  }

  return {
    get: (run) => active.get(run)?.handle,
    list: () => [...active.keys()],
    async launch(run, secrets, begin) {
      const firstKept = Promise.withResolvers<void>();
      const state = { released: false };
      const handle = begin({
        kinds,
        journal: {
          append(events) {
            if (state.released) return Promise.reject(runReleased(run));
            const kept = journal.append(events);
            kept.then(() => firstKept.resolve(), firstKept.reject);
            return kept;
          },
        },
        clock,
        ids,
        random: Math.random,
        secrets: createRunSecrets(secrets),
        environment,
      });
      const entry: ActiveRun = { handle, state };
      active.set(run, entry);
      handle.done.then(
        () => forget(run, entry),
        (error: unknown) => {
          forget(run, entry);
          if (!state.released) parts.onBroken(run, error);
        },
      );
      // A run that ended in the meantime may have had nothing to record.
      await Promise.race([firstKept.promise, handle.done]);
      return handle;
    },
    async releaseAll() {
      const entries = [...active.values()];
      for (const { state } of entries) state.released = true;
      // Cancelling stops the steps; that it cannot be recorded is what is wanted here.
      await Promise.allSettled(entries.map(({ handle }) => handle.cancel('Stepwell is closing.')));
    },
  };
}

function runReleased(run: RunId): AppError {
  return new AppError({
    code: 'RUN_RELEASED',
    kind: 'operational',
    message: `The run ${run} stopped because Stepwell was closed.`,
    hint: 'It goes on from what was kept when Stepwell starts again.',
  });
}

function definedOnly(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
