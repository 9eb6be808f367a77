import { resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import { runIdSchema, workflowIdSchema } from '@shared/lib/ids';
import { costText } from '@shared/runs/cost';
import { foldRun } from '@shared/runs/reducer';
import { scopeKey } from '@shared/runs/scope-path';
import type { Services } from '../../services/create-services';
import { writeWorkflowFile } from '../../services/workflow-file';
import { exitCodes } from '../exit-codes';
import { withServices } from '../headless';
import { formatColumns, printValue } from '../print-value';
import { recordedValue } from '../recorded-value';
import { errorLines } from '../run-progress';
import { painter, type Terminal } from '../terminal';

export interface LibraryOptions {
  readonly json: boolean;
  readonly profile: string;
}

const eventPage = 10_000;

/** `stepwell list [workflows|runs]`. */
export function listCommand(
  terminal: Terminal,
  what: 'workflows' | 'runs',
  options: LibraryOptions & { readonly limit: number },
): Promise<number> {
  return withServices({ profile: options.profile }, async (services) => {
    const entries: readonly object[] =
      what === 'runs'
        ? services.runs.list({ limit: options.limit }).runs
        : services.library.list().slice(0, options.limit);
    if (options.json) {
      for (const entry of entries) terminal.out(`${JSON.stringify(entry)}\n`);
      return exitCodes.ok;
    }
    if (entries.length === 0) {
      terminal.info(
        what === 'runs'
          ? 'No runs yet. Start one with `stepwell run file.stepwell.yaml`.\n'
          : 'The library is empty. Add a file with `stepwell import file.stepwell.yaml`.\n',
      );
      return exitCodes.ok;
    }
    terminal.out(
      what === 'runs' ? runTable(services, options.limit) : workflowTable(services, options.limit),
    );
    return exitCodes.ok;
  });
}

function workflowTable(services: Services, limit: number): string {
  return formatColumns(
    ['id', 'name', 'steps', 'changed', 'last run', 'file'],
    services.library
      .list()
      .slice(0, limit)
      .map((entry) => [
        entry.id,
        entry.name + (entry.dirty ? ' (unsaved edits)' : ''),
        String(entry.stepCount),
        time(entry.updatedAt),
        entry.lastRun?.status ?? '',
        entry.path ?? '',
      ]),
  );
}

function runTable(services: Services, limit: number): string {
  const { runs } = services.runs.list({ limit });
  const costs = runs.some(({ cost }) => cost !== null);
  return formatColumns(
    ['id', 'workflow', 'status', 'started', 'took', ...(costs ? ['cost'] : []), 'by', 'error'],
    runs.map((run) => [
      run.id,
      run.workflowName,
      run.status,
      time(run.createdAt),
      took(run.startedAt, run.endedAt),
      ...(costs ? [run.cost === null ? '' : costText(run.cost)] : []),
      run.startedBy,
      run.error ? `${run.error.code}: ${run.error.message}` : '',
    ]),
  );
}

/** A clock set back during a run makes it end before it began. */
function took(from: number | null, to: number | null): string {
  return from === null || to === null ? '' : `${Math.max(0, to - from)} ms`;
}

/** `stepwell show <run or workflow>`. */
export function showCommand(
  terminal: Terminal,
  id: string,
  options: LibraryOptions,
): Promise<number> {
  return withServices({ profile: options.profile }, async (services) => {
    const run = runIdSchema.safeParse(id);
    if (run.success) return showRun(terminal, services, run.data, options.json);
    const { text } = await services.documents.open(workflowId(id));
    terminal.out(text);
    return exitCodes.ok;
  });
}

function showRun(
  terminal: Terminal,
  services: Services,
  id: ReturnType<typeof runIdSchema.parse>,
  json: boolean,
): number {
  const events = [];
  for (let after = 0; ;) {
    const page = services.runs.events(id, after, eventPage);
    events.push(...page.events);
    after = events.at(-1)?.seq ?? page.lastSeq;
    if (after >= page.lastSeq) break;
  }
  if (json) {
    for (const event of events) terminal.out(`${JSON.stringify(event)}\n`);
    return exitCodes.ok;
  }
  const state = foldRun(events);
  const cost = state.cost === undefined ? '' : `, cost ${costText(state.cost)}`;
  terminal.out(
    `${state.workflow.name}: ${state.status}, ${time(state.createdAt)}, ${events.length} events${cost}\n\n`,
  );
  terminal.out(
    formatColumns(
      ['step', 'status', 'attempt', 'took', ...(cost === '' ? [] : ['cost'])],
      [...state.steps.values()].map((step) => [
        step.path.length === 0 ? step.step : `${scopeKey(step.path)}/${step.step}`,
        step.status,
        String(step.attempt),
        step.duration === undefined ? '' : `${Math.round(step.duration)} ms`,
        ...(cost === '' ? [] : [step.cost === undefined ? '' : costText(step.cost)]),
      ]),
    ),
  );
  if (state.error) terminal.out(`\n${errorLines(state.error, painter({ colour: false }))}\n`);
  if (state.output) {
    terminal.out('\n');
    printValue(terminal, recordedValue(services.runs, state.output));
  }
  return exitCodes.ok;
}

/** `stepwell export <workflow> [file]`. */
export function exportCommand(
  terminal: Terminal,
  id: string,
  file: string | undefined,
  options: LibraryOptions,
): Promise<number> {
  return withServices({ profile: options.profile }, async (services) => {
    const { text } = await services.documents.open(workflowId(id));
    if (file === undefined) {
      terminal.out(text);
    } else {
      await writeWorkflowFile(resolve(file), text);
      terminal.info(`Written to ${resolve(file)}\n`);
    }
    return exitCodes.ok;
  });
}

/** `stepwell import <files…>`. */
export function importCommand(
  terminal: Terminal,
  files: readonly string[],
  options: LibraryOptions,
): Promise<number> {
  return withServices({ profile: options.profile }, async (services) => {
    for (const file of files) {
      const id = await services.library.openPath(resolve(file));
      terminal.out(options.json ? `${JSON.stringify({ id, file })}\n` : `${id}  ${file}\n`);
    }
    return exitCodes.ok;
  });
}

function workflowId(text: string) {
  const id = workflowIdSchema.safeParse(text);
  if (id.success) return id.data;
  throw new AppError({
    code: 'WORKFLOW_NOT_FOUND',
    kind: 'user',
    message: `"${text}" is not the id of a workflow or run.`,
    hint: '`stepwell list` and `stepwell list runs` show the ids.',
  });
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);
}
