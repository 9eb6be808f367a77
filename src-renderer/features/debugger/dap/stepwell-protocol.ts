import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Breakpoint, BreakpointStatus } from '@shared/debug/breakpoints';
import type { Branch, Stop, StopPlace } from '@shared/debug/stops';
import type { EffectsRequest } from '@shared/ipc/runs';
import type { RunId, WorkflowId } from '@shared/lib/ids';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { ScopePath } from '@shared/runs/scope-path';

// What Stepwell's adapter says beyond the Debug Adapter Protocol. docs/debugging.md lists it.

/** Where a frame is in the workflow. */
export interface FramePlace {
  readonly kind: 'workflow' | 'call' | 'iteration' | 'step' | 'code';
  readonly step?: string;
  readonly path: ScopePath;
  readonly place?: StopPlace;
  readonly edge?: string;
  /** In the code of the step, 1-based. */
  readonly line?: number;
  readonly column?: number;
  /** Of a frame in a called workflow. */
  readonly workflow?: { readonly id?: string; readonly name: string };
}

export interface DebugFrame extends DebugProtocol.StackFrame {
  readonly stepwell?: FramePlace;
}

/** Where we are looking: at the live end of a run, or at an earlier moment of it. */
export interface Moment {
  readonly runId: RunId;
  readonly seq: number;
  readonly lastSeq: number;
  readonly live: boolean;
  readonly address?: {
    readonly step: string;
    readonly path: ScopePath;
    readonly place: StopPlace;
    readonly edge?: string;
    readonly line?: number;
  };
  readonly stops: readonly Stop[];
  readonly branches: readonly Branch[];
}

/** Settings of a step that differ from the file for the rest of the session. */
export interface Override {
  readonly step: string;
  readonly config: JsonObject;
}

export interface StudioLaunchArguments extends DebugProtocol.LaunchRequestArguments {
  readonly workflowId: WorkflowId;
  readonly text: string;
  readonly input: JsonValue;
  readonly secrets: Readonly<Record<string, string>>;
  readonly effects: EffectsRequest;
  readonly stopOnEntry: boolean;
}

/** How a question about effects was answered. */
export type EffectsAnswer = 'allow' | 'reuse';

/** Requests by name: what goes in and what comes back. */
export interface DapRequests {
  initialize: [
    DebugProtocol.InitializeRequestArguments & { readonly supportsEffectsQuestion: boolean },
    DebugProtocol.Capabilities,
  ];
  launch: [StudioLaunchArguments, { readonly runId?: RunId } | undefined];
  attach: [DebugProtocol.AttachRequestArguments & { runId: RunId }, { runId?: RunId } | undefined];
  configurationDone: [Record<string, never>, unknown];
  setExceptionBreakpoints: [DebugProtocol.SetExceptionBreakpointsArguments, unknown];
  threads: [Record<string, never>, { readonly threads: readonly DebugProtocol.Thread[] }];
  stackTrace: [
    DebugProtocol.StackTraceArguments,
    { readonly stackFrames: readonly DebugFrame[]; readonly totalFrames?: number },
  ];
  scopes: [DebugProtocol.ScopesArguments, { readonly scopes: readonly DebugProtocol.Scope[] }];
  variables: [
    DebugProtocol.VariablesArguments,
    { readonly variables: readonly DebugProtocol.Variable[] },
  ];
  setVariable: [
    DebugProtocol.SetVariableArguments & { effects?: EffectsAnswer },
    DebugProtocol.SetVariableResponse['body'],
  ];
  setExpression: [
    DebugProtocol.SetExpressionArguments & { effects?: EffectsAnswer },
    DebugProtocol.SetExpressionResponse['body'],
  ];
  evaluate: [DebugProtocol.EvaluateArguments, DebugProtocol.EvaluateResponse['body']];
  completions: [
    DebugProtocol.CompletionsArguments,
    { readonly targets: readonly DebugProtocol.CompletionItem[] },
  ];
  exceptionInfo: [
    DebugProtocol.ExceptionInfoArguments,
    DebugProtocol.ExceptionInfoResponse['body'],
  ];
  continue: [DebugProtocol.ContinueArguments, unknown];
  next: [DebugProtocol.NextArguments, unknown];
  stepIn: [DebugProtocol.StepInArguments, unknown];
  stepOut: [DebugProtocol.StepOutArguments, unknown];
  stepBack: [DebugProtocol.StepBackArguments, unknown];
  reverseContinue: [DebugProtocol.ReverseContinueArguments, unknown];
  pause: [DebugProtocol.PauseArguments, unknown];
  restart: [DebugProtocol.RestartArguments | undefined, unknown];
  restartFrame: [DebugProtocol.RestartFrameArguments & { effects?: EffectsAnswer }, unknown];
  terminate: [DebugProtocol.TerminateArguments, unknown];
  disconnect: [DebugProtocol.DisconnectArguments, unknown];
  'stepwell/setBreakpoints': [
    { readonly breakpoints: readonly Breakpoint[] },
    { readonly statuses: readonly BreakpointStatus[] },
  ];
  'stepwell/skip': [{ readonly threadId: number; readonly output: JsonValue }, unknown];
  'stepwell/setOutput': [{ readonly threadId: number; readonly value: JsonValue }, unknown];
  'stepwell/overrideStep': [
    {
      readonly threadId: number;
      readonly config: JsonObject;
      readonly restart: boolean;
      readonly effects?: EffectsAnswer;
    },
    unknown,
  ];
  'stepwell/overrides': [Record<string, never>, { readonly overrides: readonly Override[] }];
  'stepwell/seek': [{ readonly seq: number } | { readonly live: true }, unknown];
  'stepwell/fork': [
    {
      readonly seq: number;
      readonly edits: readonly ForkEdit[];
      readonly effects?: EffectsAnswer;
      /** Asked for where the run was not started in this session. */
      readonly secrets?: Readonly<Record<string, string>>;
    },
    { readonly runId: RunId },
  ];
  'stepwell/hold': [{ readonly mode: 'all' | 'one' }, unknown];
  'stepwell/runTo': [{ readonly threadId: number; readonly step: string }, unknown];
  'stepwell/jump': [
    { readonly threadId: number; readonly step: string; readonly effects?: EffectsAnswer },
    unknown,
  ];
}

/** What is other in a fork than in the run it comes from. */
export type ForkEdit =
  /** What `setVariable` with these arguments would change. */
  | {
      readonly type: 'set';
      readonly variablesReference: number;
      readonly name: string;
      readonly value: string;
    }
  | { readonly type: 'variable'; readonly name: string; readonly value: JsonValue }
  | {
      readonly type: 'output' | 'input';
      readonly step: string;
      readonly path: ScopePath;
      readonly value: JsonValue;
    }
  /** A step's settings for the rest of the run, as in the file. */
  | {
      readonly type: 'config';
      readonly step: string;
      readonly path: ScopePath;
      readonly config: JsonObject;
    };

/** Events by name. */
export interface DapEvents {
  initialized: undefined;
  stopped: DebugProtocol.StoppedEvent['body'] & { readonly stepwell?: Stop };
  continued: DebugProtocol.ContinuedEvent['body'];
  thread: DebugProtocol.ThreadEvent['body'];
  output: DebugProtocol.OutputEvent['body'] & {
    readonly stepwell?: { readonly step?: string; readonly line?: number };
  };
  breakpoint: DebugProtocol.BreakpointEvent['body'] & { readonly stepwell?: BreakpointStatus };
  invalidated: DebugProtocol.InvalidatedEvent['body'];
  terminated: DebugProtocol.TerminatedEvent['body'];
  exited: DebugProtocol.ExitedEvent['body'];
  'stepwell/moment': Moment;
  'stepwell/branches': { readonly branches: readonly Branch[] };
}
