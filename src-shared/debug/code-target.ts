// The debugger of one run of one code step, whichever engine and process runs it. Made by the
// sandbox, driven by the debug session. Lines and columns are 1-based and those of the step's code.

export interface CodeBreakpoint {
  readonly id: string;
  readonly line: number;
  readonly column?: number;
  /** JavaScript, evaluated in the code. */
  readonly condition?: string;
}

export interface CodePlace {
  readonly line: number;
  readonly column: number;
}

export interface BoundBreakpoint {
  readonly id: string;
  /** Null: no code can be stopped at there. */
  readonly place: CodePlace | null;
  /** For people: why there is no place, or that it stands elsewhere than asked for. */
  readonly message?: string;
}

/** A condition that threw or did not end; the code went on as if it were false. */
export interface FailedCondition {
  readonly id: string;
  readonly message: string;
}

/** Some parts of a value. `of` says which where it has both; items are what is meant otherwise. */
export interface PropertyPage {
  readonly from: number;
  readonly count: number;
  readonly of?: 'items' | 'names';
}

export interface CodeFrame {
  /** Unique in one pause. */
  readonly id: string;
  readonly name: string;
  readonly place: CodePlace;
  readonly scopes: readonly CodeScope[];
  /** The caller after an `await`: it can be looked at, not evaluated in. */
  readonly isAsync: boolean;
}

export interface CodeScope {
  readonly name: string;
  readonly type: 'local' | 'block' | 'closure' | 'catch' | 'arguments' | 'global';
  /** Of the scope's object, for `properties`. */
  readonly handle: string;
  /** Number of the scope, for `setVariable`; scopes without one are read-only. */
  readonly number: number | null;
}

/** A value in the code: shown as text, opened by its handle. */
export interface CodeValue {
  readonly text: string;
  readonly type: string;
  /** Present when it has parts. */
  readonly handle?: string;
  /** Items of a list, entries of a map, bytes of a buffer. */
  readonly indexed?: number;
  readonly named?: number;
}

export interface CodeProperty extends CodeValue {
  readonly name: string;
  /** How to reach it in an expression, where that can be said. */
  readonly path?: string;
}

export interface CodePause {
  readonly reason: 'breakpoint' | 'step' | 'pause' | 'exception' | 'debugger';
  /** Ids of the breakpoints that were hit. */
  readonly breakpoints: readonly string[];
  /** Innermost first; frames of the studio's own wrapping are left out. */
  readonly frames: readonly CodeFrame[];
  /** For `exception`: what was thrown, and whether nothing in the code catches it. */
  readonly error?: CodeValue & { readonly uncaught: boolean };
}

export interface CodeTarget {
  /** Why this code cannot be stopped at all; every breakpoint then has no place. Null: it can. */
  readonly refusal: string | null;
  /** Replaces all; may be called before the code runs. */
  setBreakpoints(breakpoints: readonly CodeBreakpoint[]): Promise<readonly BoundBreakpoint[]>;
  /** Where code can be stopped at, between two lines. */
  places(from: number, to: number): Promise<readonly CodePlace[]>;
  stopOnErrors(which: 'none' | 'uncaught' | 'all'): Promise<void>;
  /** Stops as soon as code runs, also in the middle of an endless loop. */
  pause(): Promise<void>;
  resume(how: 'continue' | 'over' | 'into' | 'out'): Promise<void>;
  /** The stop was none after all (a log point, a hit that is only counted): a step under way goes on. */
  carryOn(): Promise<void>;
  /**
   * `quietly`: fails with a rejection instead of changing anything, for hovers and watches. What does
   * not come to an end is ended, in both ways.
   */
  evaluate(frame: string, expression: string, quietly: boolean): Promise<CodeValue>;
  /** Null: the named parts, then the items, as far as they can be shown together. */
  properties(handle: string, page: PropertyPage | null): Promise<readonly CodeProperty[]>;
  /** `expression` is JavaScript, evaluated in the frame. */
  setVariable(frame: string, scope: number, name: string, expression: string): Promise<CodeValue>;
  onPaused: (listener: (pause: CodePause) => void) => () => void;
  onResumed: (listener: () => void) => () => void;
  /** Told once for each breakpoint and message. */
  onBreakpointFailed: (listener: (failed: FailedCondition) => void) => () => void;
}

/** What a kind with code hands to the sandbox: the debugger that wants to see it run. */
export interface CodeDebugHook {
  /**
   * Called when the code is there and before its first line runs, which waits for it; not when the
   * code cannot be read. `pause` inside it stops at the first line. The target is of no use once `gone`
   * resolves.
   */
  attach(target: CodeTarget, gone: Promise<void>): Promise<void>;
}
