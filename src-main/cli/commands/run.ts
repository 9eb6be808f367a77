import { randomUUID } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import type { EffectsRequest } from '@shared/ipc/runs';
import { runIdSchema, type WorkflowId, workflowIdSchema } from '@shared/lib/ids';
import { isJsonObject, type JsonValue } from '@shared/lib/json';
import type { Workflow } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Services } from '../../services/create-services';
import { readWorkflowFile } from '../../services/workflow-file';
import { followRun, readSecrets } from '../follow-run';
import { readJsonArgument } from '../json-argument';
import { readRunInput } from '../run-input';
import type { Terminal } from '../terminal';

export interface RunOptions {
  readonly input?: string;
  readonly set: readonly string[];
  readonly secret: readonly string[];
  readonly effects: string;
  readonly restricted: boolean;
  readonly trust: boolean;
  readonly json: boolean;
  readonly save: boolean;
  readonly profile: string;
}

interface Source {
  readonly workflowId: WorkflowId | null;
  readonly text: string;
  readonly folder: string | undefined;
  /** A file that somebody names is trusted; a workflow of the library as it is there. */
  readonly trusted: boolean;
}

/** `stepwell run`: the exit code says how the run ended. */
export async function runCommand(
  terminal: Terminal,
  target: string,
  options: RunOptions,
): Promise<number> {
  const { json, save, profile } = options;
  return followRun(terminal, { json, profile: save ? profile : null }, async (services) => {
    const { text, workflowId, folder, trusted } = await readSource(services, target);
    const { workflow } = parseWorkflow(text);
    const restricted = options.restricted || !(trusted || options.trust);
    if (restricted && !options.restricted) {
      terminal.info(
        'This workflow is not trusted: it runs without effects, its code confined. Trust it in the studio, or run it with --trust.\n',
      );
    }
    return {
      text,
      begin: () =>
        services.runs.start({
          workflowId,
          text,
          input: readRunInput(options) ?? defaultInput(workflow),
          secrets: readSecrets(workflow, options.secret),
          requestKey: randomUUID(),
          startedBy: 'cli',
          effects: readEffects(options.effects),
          restricted,
          ...(folder !== undefined && { folder }),
        }),
    };
  });
}

/** `stepwell resume`: goes on with a run that failed, was cancelled or interrupted. */
export async function resumeCommand(
  terminal: Terminal,
  target: string,
  options: Pick<RunOptions, 'secret' | 'json' | 'profile'>,
): Promise<number> {
  return followRun(terminal, options, async ({ runs }) => {
    const run = parseRunId(target);
    const text = runs.text(run);
    return {
      text,
      async begin() {
        await runs.resume(run, readSecrets(parseWorkflow(text).workflow, options.secret));
        return run;
      },
    };
  });
}

/** The id of a run; throws when it is none. */
export function parseRunId(text: string) {
  const run = runIdSchema.safeParse(text);
  if (run.success) return run.data;
  throw new AppError({
    code: 'RUN_NOT_FOUND',
    kind: 'user',
    message: `"${text}" is not the id of a run.`,
    hint: '`stepwell list runs` shows the ids.',
  });
}

async function readSource(services: Services, target: string): Promise<Source> {
  const id = workflowIdSchema.safeParse(target);
  if (id.success) {
    const { text, trusted } = await services.documents.open(id.data);
    return { workflowId: id.data, text, folder: undefined, trusted };
  }
  const path = resolve(target);
  const text = await readWorkflowFile(path);
  return { workflowId: null, text, folder: dirname(path), trusted: true };
}

/** Without any input the first sample of the file is taken, else an empty object. */
function defaultInput(workflow: Workflow | null): JsonValue {
  return workflow?.samples[0]?.input ?? {};
}

/** `live`, `record`, `replay=<run>` or `mock=<JSON or @file>`. */
function readEffects(text: string): EffectsRequest {
  if (text === 'live' || text === 'record') return text;
  const equals = text.indexOf('=');
  const value = text.slice(equals + 1);
  if (text.startsWith('replay=')) return { replay: parseRunId(value) };
  if (text === 'mock') return { mock: {} };
  if (text.startsWith('mock=')) {
    // A bare name is a file: that is what one usually has.
    const given = /^[{@]/.test(value) ? value : `@${value}`;
    const answers = readJsonArgument(given, '--effects mock');
    if (isJsonObject(answers)) return { mock: { ...answers } };
  }
  throw new AppError({
    code: 'INPUT_INVALID',
    kind: 'user',
    message: `"${text}" says nothing about effects.`,
    hint: 'Write live, record, replay=<run>, or mock=<file> with a JSON object of outputs by step id.',
  });
}
