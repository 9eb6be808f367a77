import type { Breakpoint, ErrorStops } from '@shared/debug/breakpoints';
import type { EffectsRequest } from '@shared/ipc/runs';
import type { ContentHash, RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { RunEvent } from '@shared/runs/events';
import type { ScopePath } from '@shared/runs/scope-path';
import type { StepKinds } from '@shared/workflow/validate/validation';
import type { DebugSession } from '../types';

// What the adapter needs of the rest of Stepwell. It knows no storage and no process.

/** What is debugged with: given at the start, and changed later through the session. */
export interface DebugOptions {
  readonly breakpoints: readonly Breakpoint[];
  readonly errorStops: ErrorStops;
  readonly stopOnEntry: boolean;
}

export interface HostStart extends DebugOptions {
  readonly workflowId: WorkflowId | null;
  readonly text: string;
  /** Where relative paths start; absent: as the library says. */
  readonly folder?: string;
  readonly input: JsonValue;
  readonly secrets: Readonly<Record<string, string>>;
  readonly effects: EffectsRequest;
  readonly restricted?: boolean;
}

/** What a person changes in the past before a run goes on from there under another id. */
export type ForkEdit =
  | {
      readonly type: 'variable';
      readonly name: string;
      readonly value: JsonValue;
      readonly path?: ScopePath | undefined;
    }
  | {
      readonly type: 'output' | 'input';
      readonly step: string;
      readonly path: ScopePath;
      readonly value: JsonValue;
    }
  | {
      readonly type: 'config';
      readonly step: string;
      readonly path: ScopePath;
      readonly config: JsonObject;
    };

export interface HostFork extends DebugOptions {
  readonly run: RunId;
  /** The new run has the first `at` events. */
  readonly at: number;
  readonly edits: readonly ForkEdit[];
  readonly effects: 'reuse' | 'live';
  /** The client has launched this text as one that it trusts. */
  readonly trusted: boolean;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A workflow's file as it is on disk. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
  readonly folder: string;
}

export interface DebugHost {
  /** Starts a run that the debugger sees from its first event on. */
  start(request: HostStart): Promise<DebugSession>;
  /** The session of a run that has not ended: the one that is there, or a new one. */
  attach(run: RunId, secrets: Readonly<Record<string, string>>): Promise<DebugSession>;
  fork(request: HostFork): Promise<DebugSession>;
  /** Whether a run is over; throws NOT_FOUND when there is none. */
  hasEnded(run: RunId): boolean;
  events(run: RunId, after: number, limit: number): { events: RunEvent[]; lastSeq: number };
  /** The text of a version; null when it is not in this profile. */
  textOf(hash: ContentHash): string | null;
  /** The file of a workflow of the library, if what it has is that version. */
  fileOf(workflow: string, hash: ContentHash): string | null;
  readText(hash: ContentHash, offset: number, length: number): { text: string; total: number };
  readItems(hash: ContentHash, from: number, count: number): { items: JsonValue[]; total: number };
  readValue(hash: ContentHash): JsonValue;
  /** Reads a workflow file, given as a path. */
  readProgram(path: string): Promise<ProgramFile>;
  /** Reads a JSON file, such as an input. */
  readJson(path: string): Promise<JsonValue>;
  readonly kinds: StepKinds;
  /** Environment variables, for runs that did not record theirs. */
  readonly environment: Readonly<Record<string, string>>;
}
