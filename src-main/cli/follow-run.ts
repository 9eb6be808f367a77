import { AppError } from '@shared/errors/app-error';
import type { RunId } from '@shared/lib/ids';
import { costText } from '@shared/runs/cost';
import type { RunEvent } from '@shared/runs/events';
import type { Recorded } from '@shared/runs/recorded';
import { findStepDefinition } from '@shared/steps/index';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Services } from '../services/create-services';
import { exitCodes } from './exit-codes';
import { withServices } from './headless';
import { printValue } from './print-value';
import { recordedValue } from './recorded-value';
import { createRunProgress, errorLines } from './run-progress';
import { painter, type Terminal } from './terminal';

// A run that a command starts or takes up, followed to its end.

export interface FollowOptions {
  readonly json: boolean;
  /** Null: one that is thrown away afterwards. */
  readonly profile: string | null;
}

export interface Followed {
  /** The text of the workflow, once it is known: for the titles of its steps. */
  readonly text: string;
  /** Starts the run or takes it up. */
  begin(): Promise<RunId>;
}

/** Runs to the end and prints as it goes on; the exit code says how it ended. */
export function followRun(
  terminal: Terminal,
  options: FollowOptions,
  prepare: (services: Services) => Promise<Followed>,
): Promise<number> {
  const watch = createWatch();
  const { profile, json } = options;
  return withServices({ profile, events: { runEvents: watch.onEvents } }, async (services) => {
    for (const notice of services.notices) terminal.info(`${notice}\n`);
    const { text, begin } = await prepare(services);
    const progress = json
      ? null
      : createRunProgress(terminal, describe(parseWorkflow(text).workflow));
    watch.listen((events) => {
      if (progress) progress.onEvents(events);
      else for (const event of events) terminal.out(`${JSON.stringify(event)}\n`);
    });
    const run = await begin();
    const stopListening = cancelOnSignals(services, run);
    const end = await watch.end(run);
    stopListening();
    progress?.end();
    if (progress) reportCost(terminal, services, run);
    return report(terminal, services, end, json);
  });
}

/** The values of the secrets that a workflow names, from the environment. */
export function readSecrets(
  workflow: Workflow | null,
  named: readonly string[],
): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const name of new Set([...(workflow?.secrets ?? []), ...named])) {
    const variable = `STEPWELL_SECRET_${name.toUpperCase()}`;
    const value = process.env[variable];
    if (value === undefined) {
      throw new AppError({
        code: 'SECRET_MISSING',
        kind: 'user',
        message: `The workflow needs the secret "${name}".`,
        hint: `Set the environment variable ${variable}.`,
      });
    }
    secrets[name] = value;
  }
  return secrets;
}

function describe(workflow: Workflow | null) {
  if (!workflow) return { titles: new Map<string, string>(), total: 0 };
  const titles = new Map<string, string>();
  for (const [id, scope] of allScopes(workflow)) titles.set(id, scope.step.title ?? id);
  const total = [...workflow.steps.values()].filter(
    (step) => findStepDefinition(step.kind)?.annotation !== true,
  ).length;
  return { titles, total };
}

type EndEvent = Extract<
  RunEvent,
  { type: 'run.completed' | 'run.failed' | 'run.cancelled' | 'run.interrupted' }
>;

/** Collects events from before the run's id is known, and says when a run has ended. */
function createWatch() {
  let listener: ((events: readonly RunEvent[]) => void) | undefined;
  const early: (readonly RunEvent[])[] = [];
  const ends = new Map<RunId, EndEvent>();
  const waiting = new Map<RunId, (event: EndEvent) => void>();
  return {
    onEvents(run: RunId, events: readonly RunEvent[]): void {
      if (listener) listener(events);
      else early.push(events);
      const end = events.find(isEnd);
      if (!end) return;
      ends.set(run, end);
      waiting.get(run)?.(end);
    },
    listen(next: (events: readonly RunEvent[]) => void): void {
      listener = next;
      for (const events of early.splice(0)) next(events);
    },
    end(run: RunId): Promise<EndEvent> {
      const known = ends.get(run);
      return known ? Promise.resolve(known) : new Promise((found) => waiting.set(run, found));
    },
  };
}

function isEnd(event: RunEvent): event is EndEvent {
  return ['run.completed', 'run.failed', 'run.cancelled', 'run.interrupted'].includes(event.type);
}

/** The first signal cancels the run, which is then recorded; a second ends the process. */
function cancelOnSignals(services: Services, run: RunId): () => void {
  let cancelling = false;
  const onSignal = () => {
    if (cancelling) process.exit(exitCodes.cancelled);
    cancelling = true;
    // It may have ended in the same moment; then there is nothing to cancel.
    services.runs.cancel(run).catch(() => undefined);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}

function report(terminal: Terminal, services: Services, end: EndEvent, json: boolean): number {
  const paint = painter(terminal);
  switch (end.type) {
    case 'run.completed':
      if (!json) printOutput(terminal, services, end.output);
      return exitCodes.ok;
    case 'run.failed':
      if (!json) {
        terminal.info(`\nThe run failed.\n${errorLines(end.error, paint)}\n`);
        terminal.info(paint('dim', `  stepwell resume ${end.run} goes on from there.\n`));
      }
      return exitCodes.runFailed;
    case 'run.cancelled':
      if (!json) terminal.info('\nThe run was cancelled.\n');
      return exitCodes.cancelled;
    case 'run.interrupted':
      if (!json) terminal.info(`\nThe run was interrupted: ${end.reason}\n`);
      return exitCodes.runFailed;
  }
}

function reportCost(terminal: Terminal, services: Services, run: RunId): void {
  const { cost } = services.runs.get(run);
  if (cost !== null) terminal.info(`Cost: ${costText(cost)}\n`);
}

function printOutput(terminal: Terminal, services: Services, output: Recorded): void {
  terminal.info('\n');
  printValue(terminal, recordedValue(services.runs, output));
}
