import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '@shared/errors/app-error';
import type { ContentHash, IdSource, WorkflowId } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { DebugHost, HostFork, HostStart } from '../debugger/adapter/host';
import type { DebugSession } from '../debugger/types';
import type { ExecutableKind } from '../engine/types';
import type { BlobsRepository } from '../storage/repositories/blobs';
import type { VersionsRepository } from '../storage/repositories/versions';
import type { WorkflowsRepository } from '../storage/repositories/workflows';
import { toFileError } from './file-errors';
import type { RunService, StartRequest } from './run-service';
import { definitionsOf } from './runnable-workflow';
import { readWorkflowFile } from './workflow-file';

/** Runs under the debugger; see debug-service.ts. */
export interface LiveRuns {
  start(
    request: StartRequest & Pick<HostStart, 'breakpoints' | 'errorStops' | 'stopOnEntry'>,
  ): Promise<DebugSession>;
  attach: DebugHost['attach'];
  fork(request: HostFork): Promise<DebugSession>;
}

export interface DebugHostParts {
  readonly live: LiveRuns;
  readonly runs: RunService;
  readonly versions: Pick<VersionsRepository, 'text'>;
  readonly blobs: BlobsRepository;
  readonly workflows: Pick<WorkflowsRepository, 'find'>;
  readonly kinds: ReadonlyMap<string, ExecutableKind>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly ids: Pick<IdSource, 'key'>;
  /** Who starts runs through it: studio or dap. */
  readonly startedBy: string;
}

const endings: readonly string[] = ['completed', 'failed', 'cancelled'];
/** An input is given to a run as a whole. */
const jsonLimit = 60_000_000;

/** What the debug adapter needs, out of the services. */
export function createDebugHost(parts: DebugHostParts): DebugHost {
  const { live, runs, versions, blobs } = parts;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(parts.environment)) {
    if (value !== undefined) environment[name] = value;
  }
  return {
    start: (request) =>
      live.start({ ...request, requestKey: parts.ids.key(), startedBy: parts.startedBy }),
    attach: (run, secrets) => live.attach(run, secrets),
    fork: (request) => live.fork(request),
    hasEnded: (run) => endings.includes(runs.get(run).status),
    events: (run, after, limit) => runs.events(run, after, limit),
    textOf(hash: ContentHash) {
      try {
        return versions.text(hash);
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'bug') return null;
        throw error;
      }
    },
    fileOf(workflow, hash) {
      const record = parts.workflows.find(workflow as WorkflowId);
      return record?.savedHash === hash ? record.path : null;
    },
    readText: blobs.readText,
    readItems: blobs.readItems,
    readValue: blobs.readValue,
    async readProgram(path) {
      const full = resolve(path);
      return { path: full, text: await readWorkflowFile(full), folder: dirname(full) };
    },
    readJson,
    kinds: definitionsOf(parts.kinds),
    environment,
  };
}

async function readJson(path: string): Promise<JsonValue> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw toFileError(error, path, 'read');
  });
  if (text.length > jsonLimit) throw notJson(path, 'is too large for an input');
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw notJson(path, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function notJson(path: string, why: string): AppError {
  return new AppError({
    code: 'INPUT_INVALID',
    kind: 'user',
    message: `The file ${path} ${why}.`,
    hint: 'Name a file with the JSON of the input.',
  });
}
