import type { Breakpoint } from '../debug/breakpoints';
import type { JsonObject, JsonValue } from '../lib/json';

// The workflow as the engine and the canvas see it: a plain immutable value, derived from the
// text of a `*.stepwell.yaml` file by `parseWorkflow`. The text is the truth; this model never
// goes back to a file (edits are text changes, see edit/).

/** A step's id: a JavaScript identifier, unique in the whole file, nested steps included. */
export type StepId = string;

/** `from[.port] -> to[.port]`; ports are always filled in here (`out` and `in` by default). */
export interface Edge {
  /** Canonical text, unique in the workflow: `check.true -> notify.in`. */
  readonly id: string;
  readonly from: StepId;
  readonly fromPort: string;
  readonly to: StepId;
  readonly toPort: string;
}

export type JoinPolicy = 'any' | 'all' | 'settled';
export type ErrorPolicy = 'fail' | 'skip' | 'continue' | 'port';
export type BackoffStrategy = 'fixed' | 'linear' | 'exponential';

export interface RetryPolicy {
  /** Total attempts, the first one included; at least 1. */
  readonly attempts: number;
  readonly backoff: BackoffStrategy;
  /** Milliseconds before the second attempt. */
  readonly delay: number;
  /** Growth per attempt for `exponential`. */
  readonly factor: number;
  /** Longest wait in milliseconds. */
  readonly cap: number;
  /** 0 to 1: the share of the wait that is drawn at random. */
  readonly jitter: number;
}

/** At most `limit` starts within `per` milliseconds, over all runs of this machine with the same key. */
export interface RateLimit {
  readonly limit: number;
  readonly per: number;
  /** Steps with the same key share the limit; absent: this step of this workflow. */
  readonly key?: string;
}

/** After `failures` failures in a row the step is refused for `reset` milliseconds, then one try decides. */
export interface CircuitBreaker {
  readonly failures: number;
  readonly reset: number;
  /** Steps with the same key share the breaker; absent: this step of this workflow. */
  readonly key?: string;
}

/** After a crash in the middle of an attempt. `ask` unless the kind says it is safe to repeat. */
export type InterruptPolicy = 'ask' | 'retry';

/** A graph: the workflow's own, or the body of a container step. */
export interface Graph {
  readonly steps: ReadonlyMap<StepId, Step>;
  readonly edges: readonly Edge[];
}

export interface Step {
  readonly id: StepId;
  /** Key into the step registry; an unknown kind is kept and reported, never dropped. */
  readonly kind: string;
  /** Shown on the canvas; the id when absent. */
  readonly title?: string;
  /** What the author says about it; shown in the inspector. */
  readonly description?: string;
  /** The kind's settings, bindings unresolved: the file's `with:` block. */
  readonly config: JsonObject;
  readonly join: JoinPolicy;
  readonly onError: ErrorPolicy;
  readonly retry?: RetryPolicy;
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  readonly rateLimit?: RateLimit;
  readonly circuitBreaker?: CircuitBreaker;
  readonly onInterrupt?: InterruptPolicy;
  /** What one attempt costs: an amount, or a binding that gives one and sees its `output`. */
  readonly cost?: number | string;
  /** From an imported file: the step is skipped when this expression is true; see `profile`. */
  readonly skipWhen?: string;
  readonly disabled: boolean;
  /** Only for container kinds: the nested graph. */
  readonly body?: Graph;
}

/** Where a step's box lies, in canvas pixels, integers on the 8-pixel grid. */
export interface LayoutBox {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly collapsed?: boolean;
  readonly color?: string;
}

/** Steps that are drawn with a frame around them; it means nothing to a run. */
export interface StepGroup {
  /** Unique among the groups of a workflow. */
  readonly id: string;
  readonly title?: string;
  readonly color?: string;
  /** Drawn as one box, its steps out of sight. */
  readonly collapsed?: boolean;
  /** Of one graph. Those that are gone are left out by whoever draws it. */
  readonly steps: readonly StepId[];
}

export interface WorkflowSettings {
  /** Steps that may run at once; default 10. */
  readonly concurrency: number;
  /** Default time limit of one attempt, in milliseconds; step and kind limits win. */
  readonly timeout?: number;
  /** Time limit of the whole run, in milliseconds. */
  readonly runTimeout?: number;
  /** What a binding to a missing key means; `error` unless an import says otherwise. */
  readonly missing: 'error' | 'null' | 'literal';
  /** What the costs of its steps are in; absent: that of whoever calls it, or `USD`. */
  readonly currency?: string;
}

/** A named example input, shipped with the file. */
export interface SampleInput {
  readonly name: string;
  readonly input: JsonValue;
}

/** How an imported file means what our own language means otherwise; the studio says so. */
export interface SemanticsProfile {
  /** Where it comes from, e.g. `node-red`. */
  readonly dialect: string;
  readonly missing?: 'error' | 'null' | 'literal';
  /** `typed`: a value that is one binding keeps its type. `text`: bindings always give text. */
  readonly interpolation?: 'typed' | 'text';
  /** Join of steps that name none. */
  readonly join?: JoinPolicy;
  /** `parallel`: ready steps start at once. `sequential`: one after the other, in file order. */
  readonly scheduling?: 'parallel' | 'sequential';
}

export interface Workflow extends Graph {
  /** The file's format version. */
  readonly formatVersion: number;
  readonly name: string;
  readonly description?: string;
  /** JSON Schema 2020-12 of the run's input. */
  readonly input?: JsonObject;
  /** JSON Schema 2020-12 of the run's output. */
  readonly output?: JsonObject;
  /**
   * The run's output, with bindings. Absent: the output of the end step that completed, or an
   * object by step id when several did.
   */
  readonly result?: JsonValue;
  /** Initial values of `vars`. */
  readonly vars: JsonObject;
  /** Names of environment variables that expressions may read. */
  readonly env: readonly string[];
  /** Names of secrets that whoever runs the file must supply. */
  readonly secrets: readonly string[];
  readonly settings: WorkflowSettings;
  readonly profile?: SemanticsProfile;
  /** Fixed outputs by step id. */
  readonly pins: ReadonlyMap<StepId, JsonValue>;
  readonly samples: readonly SampleInput[];
  /** Those that the file shares; everybody has their own besides. */
  readonly breakpoints: readonly Breakpoint[];
  readonly layout: ReadonlyMap<StepId, LayoutBox>;
  /** Absent: there are none. */
  readonly groups?: readonly StepGroup[];
}

/** Settings of a workflow that says nothing about them. */
export const defaultSettings: WorkflowSettings = { concurrency: 10, missing: 'error' };

/** What a partly given `retry:` block is completed with. */
export const defaultRetry: RetryPolicy = {
  attempts: 3,
  backoff: 'exponential',
  delay: 1_000,
  factor: 2,
  cap: 60_000,
  jitter: 0.2,
};
