import { dirname, resolve } from 'node:path';
import { breakpointSchema, errorStopsSchema, type Breakpoint } from '@shared/debug/breakpoints';
import { effectsRequestSchema, type EffectsRequest } from '@shared/ipc/runs';
import { jsonSchema, secretsSchema } from '@shared/ipc/schemas';
import { runIdSchema, workflowIdSchema } from '@shared/lib/ids';
import type { JsonValue } from '@shared/lib/json';
import type { RunId } from '@shared/lib/ids';
import { parseAt, formatTarget } from '@shared/workflow/read/breakpoint-text';
import { z } from 'zod';
import type { DebugHost, HostStart } from './host';
import { protocolError } from './protocol-error';

// What `launch` and `attach` ask for. The studio gives the text as it stands in its editor; other
// editors name a file.

const breakpointEntry = z.union([breakpointSchema, z.string().max(500)]);

export const launchSchema = z.looseObject({
  /** A workflow file. Or, from the studio, `workflowId` and `text`. */
  program: z.string().min(1).max(4_000).optional(),
  workflowId: workflowIdSchema.nullable().optional(),
  text: z.string().max(50_000_000).optional(),
  input: jsonSchema.optional(),
  inputFile: z.string().min(1).max(4_000).optional(),
  secrets: secretsSchema.optional(),
  effects: z.union([z.string().max(200), effectsRequestSchema]).optional(),
  stopOnEntry: z.boolean().optional(),
  breakpoints: z.array(breakpointEntry).max(20_000).optional(),
  /** Whether those in the file count; for a `program` they do unless it says no. */
  sharedBreakpoints: z.boolean().optional(),
  errorStops: errorStopsSchema.optional(),
  hold: z.enum(['all', 'one']).optional(),
  restricted: z.boolean().optional(),
  noDebug: z.boolean().optional(),
});
export type LaunchArguments = z.output<typeof launchSchema>;

export const attachSchema = z.looseObject({
  runId: runIdSchema,
  secrets: secretsSchema.optional(),
  breakpoints: z.array(breakpointEntry).max(20_000).optional(),
  sharedBreakpoints: z.boolean().optional(),
});
export type AttachArguments = z.output<typeof attachSchema>;

export type LaunchPlan =
  | {
      readonly type: 'launch';
      readonly given: LaunchArguments;
      readonly start: Omit<HostStart, 'breakpoints' | 'errorStops'>;
      /** The file the text was read from. */
      readonly path: string | null;
      readonly shared: boolean;
      readonly breakpoints: readonly Breakpoint[];
    }
  | {
      readonly type: 'attach';
      readonly run: RunId;
      readonly secrets: Readonly<Record<string, string>>;
      readonly shared: boolean;
      readonly breakpoints: readonly Breakpoint[];
    };

/** Reads the files and checks what can be checked before anything runs. */
export async function planLaunch(host: DebugHost, given: LaunchArguments): Promise<LaunchPlan> {
  const program = await readProgram(host, given);
  const { folder } = program;
  return {
    type: 'launch',
    given,
    path: program.path,
    shared: given.sharedBreakpoints ?? program.path !== null,
    breakpoints: toBreakpoints(given.breakpoints ?? []),
    start: {
      workflowId: given.workflowId ?? null,
      text: program.text,
      ...(folder !== undefined && { folder }),
      input: await readInput(host, given, program.path),
      secrets: given.secrets ?? {},
      effects: readEffects(given.effects),
      ...(given.restricted !== undefined && { restricted: given.restricted }),
      ...(program.path !== null && given.restricted === undefined && { restricted: false }),
      stopOnEntry: given.stopOnEntry ?? false,
    },
  };
}

export function planAttach(given: AttachArguments): LaunchPlan {
  return {
    type: 'attach',
    run: given.runId,
    secrets: given.secrets ?? {},
    shared: given.sharedBreakpoints ?? true,
    breakpoints: toBreakpoints(given.breakpoints ?? []),
  };
}

interface Program {
  readonly text: string;
  readonly path: string | null;
  readonly folder?: string;
}

async function readProgram(host: DebugHost, given: LaunchArguments): Promise<Program> {
  const { program, text } = given;
  if (program !== undefined) {
    const file = await host.readProgram(resolve(program));
    return { text: file.text, path: file.path, folder: file.folder };
  }
  if (text !== undefined) return { text, path: null };
  throw protocolError(
    'DEBUG_ARGUMENTS',
    'The launch configuration names no workflow.',
    'Set "program" to a workflow file such as "${file}".',
  );
}

async function readInput(
  host: DebugHost,
  given: LaunchArguments,
  path: string | null,
): Promise<JsonValue> {
  if (given.input !== undefined && given.inputFile !== undefined) {
    throw protocolError(
      'DEBUG_ARGUMENTS',
      'There is both an "input" and an "inputFile".',
      'Keep one.',
    );
  }
  if (given.input !== undefined) return given.input;
  if (given.inputFile === undefined) return {};
  return host.readJson(resolve(path === null ? '.' : dirname(path), given.inputFile));
}

/** `live`, `record`, `replay=<run>`, or an object as the studio gives it. */
export function readEffects(given: LaunchArguments['effects']): EffectsRequest {
  if (given === undefined) return 'live';
  if (typeof given !== 'string') return given;
  if (given === 'live' || given === 'record') return given;
  if (given === 'mock') return { mock: {} };
  const run = runIdSchema.safeParse(given.replace(/^replay=/, ''));
  if (given.startsWith('replay=') && run.success) return { replay: run.data };
  throw protocolError(
    'DEBUG_ARGUMENTS',
    `"${given}" says nothing about effects.`,
    'Write live, record, mock or replay=<run>.',
  );
}

/** Breakpoints as the studio has them, or places as they are written in a file. */
function toBreakpoints(entries: readonly (Breakpoint | string)[]): readonly Breakpoint[] {
  return entries.map((entry) => {
    if (typeof entry !== 'string') return entry;
    const target = parseAt(entry);
    if (target !== null)
      return { id: `launch:${formatTarget(target)}`.slice(0, 100), target, enabled: true };
    throw protocolError(
      'DEBUG_ARGUMENTS',
      `"${entry.slice(0, 100)}" is no place for a breakpoint.`,
      'Write a step, `from -> to`, or `step:line`.',
    );
  });
}
