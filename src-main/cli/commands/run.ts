import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { workflowIdSchema, type RunId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { Recorded, RunEvent } from '@shared/runs/events';
import { findStepDefinition } from '@shared/steps/index';
import { allScopes } from '@shared/workflow/graph/scopes';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Services } from '../../services/create-services';
import { readWorkflowFile } from '../../services/workflow-file';
import { exitCodes } from '../exit-codes';
import { withServices } from '../headless';
import { printValue } from '../print-value';
import { recordedValue } from '../recorded-value';
import { readRunInput } from '../run-input';
import { createRunProgress, errorLines } from '../run-progress';
import { painter, type Terminal } from '../terminal';

export interface RunOptions {
  readonly input?: string;
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly json: boolean;
  readonly save: boolean;
  readonly profile: string;
}

interface Source {
  readonly workflowId: ReturnType<typeof workflowIdSchema.parse> | null;
  readonly text: string;
  readonly folder: string | undefined;
}

/** `stepwell run`: the exit code says how the run ended. */
export async function runCommand(
  terminal: Terminal,
  target: string,
  options: RunOptions,
): Promise<number> {
  const watch = createWatch();
  return withServices(
    { profile: options.save ? options.profile : null, events: { runEvents: watch.onEvents } },
    async (services) => {
      for (const notice of services.notices) terminal.info(`${notice}\n`);
      const source = await readSource(services, target);
      const { workflow } = parseWorkflow(source.text);
      const progress = options.json ? null : createRunProgress(terminal, describe(workflow));
      watch.listen((events) => {
        if (progress) progress.onEvents(events);
        else for (const event of events) terminal.out(`${JSON.stringify(event)}\n`);
      });
      const run = await services.runs.start({
        workflowId: source.workflowId,
        text: source.text,
        input: readRunInput(options) ?? defaultInput(workflow),
        secrets: readSecrets(workflow, options.secret),
        requestKey: randomUUID(),
        startedBy: 'cli',
        ...(source.folder !== undefined && { folder: source.folder }),
      });
      const stopListening = cancelOnSignals(services, run);
      const end = await watch.end(run);
      stopListening();
      progress?.end();
      return report(terminal, services, end, options.json);
    },
  );
}

async function readSource(services: Services, target: string): Promise<Source> {
  const id = workflowIdSchema.safeParse(target);
  if (id.success) {
    const { text } = await services.documents.open(id.data);
    return { workflowId: id.data, text, folder: undefined };
  }
  const path = resolve(target);
  return { workflowId: null, text: await readWorkflowFile(path), folder: dirname(path) };
}

/** Without any input the first sample of the file is taken, else an empty object. */
function defaultInput(workflow: Workflow | null): JsonValue {
  return workflow?.samples[0]?.input ?? {};
}

function readSecrets(workflow: Workflow | null, named: readonly string[]): Record<string, string> {
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
      if (!json) terminal.info(`\nThe run failed.\n${errorLines(end.error, paint)}\n`);
      return exitCodes.runFailed;
    case 'run.cancelled':
      if (!json) terminal.info('\nThe run was cancelled.\n');
      return exitCodes.cancelled;
    case 'run.interrupted':
      if (!json) terminal.info(`\nThe run was interrupted: ${end.reason}\n`);
      return exitCodes.runFailed;
  }
}

function printOutput(terminal: Terminal, services: Services, output: Recorded): void {
  terminal.info('\n');
  printValue(terminal, recordedValue(services.runs, output));
}
