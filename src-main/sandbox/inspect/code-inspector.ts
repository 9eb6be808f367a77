import type {
  BoundBreakpoint,
  CodeBreakpoint,
  CodePause,
  CodePlace,
  CodeProperty,
  CodeTarget,
  CodeValue,
  FailedCondition,
  PropertyPage,
} from '@shared/debug/code-target';
import { CodeBreakpoints } from './breakpoints';
import { InspectorRefusal, type InspectChannel } from './channel';
import { CodeEnded, evaluateError, notPaused, outdated } from './debug-errors';
import {
  isInCode,
  locationOf,
  ownFrames,
  placeOf,
  stackOf,
  type PausedFrame,
  type ProgramLines,
} from './frames';
import { Listeners } from './listeners';
import { placesSchema, reasonsOf, remoteObjectSchema, type Paused } from './messages';
import type { ValueBook } from './value-book';

// One run of one code step under the debugger, on V8, whichever lane it runs in.

const commands = {
  continue: 'Debugger.resume',
  over: 'Debugger.stepOver',
  into: 'Debugger.stepInto',
  out: 'Debugger.stepOut',
} as const;
type How = keyof typeof commands;

/** The next statement is never far away, where there is one. */
const nextStatementMilliseconds = 150;

interface Step {
  readonly how: How;
  readonly from: Where;
}

interface Standing {
  readonly frames: ReadonlyMap<string, PausedFrame>;
  readonly paused: Paused;
  /** The step that was under way. */
  readonly stepping: Step | null;
  readonly where: Where;
}

/** Where a step began, to come back to it. */
interface Where {
  /** All frames, those of others too. */
  readonly depth: number;
  /** Which function. */
  readonly callee: string;
  readonly line: number;
}

export class CodeInspector implements CodeTarget {
  readonly refusal = null;
  private readonly pausedListeners = new Listeners<[CodePause]>();
  private readonly resumedListeners = new Listeners<[]>();
  private readonly failedListeners = new Listeners<[FailedCondition]>();
  private readonly breakpoints: CodeBreakpoints;
  private standing: Standing | null = null;
  private started = false;
  private pauses = 0;
  private pauseWanted = false;
  /** The engine runs code, as far as it has said. */
  private runs = false;
  /** Asking for a pause while the engine stands would be no more than an answer: it is asked when it runs. */
  private asksLater = false;
  /** The pause that is wanted comes in the middle of something. */
  private interrupted = false;
  /** A step under way. */
  private stepping: Step | null = null;
  /** Inside what was stepped over: a breakpoint there turned out not to hold. */
  private returning = false;

  readonly onPaused = this.pausedListeners.add;
  readonly onResumed = this.resumedListeners.add;
  readonly onBreakpointFailed = this.failedListeners.add;

  constructor(
    private readonly channel: InspectChannel,
    private readonly lines: ProgramLines,
    private readonly book: ValueBook,
  ) {
    this.breakpoints = new CodeBreakpoints(channel, lines, (failed) =>
      this.failedListeners.tell(failed),
    );
  }

  /** The debugger is in: the code may begin. */
  async start(): Promise<void> {
    this.started = true;
    if (!this.pauseWanted) return this.command(commands.continue);
    await this.command(commands.over);
    this.insistLater();
  }

  /** The engine runs code again. */
  wentOn(): void {
    this.runs = true;
    if (!this.asksLater) return;
    this.asksLater = false;
    // It fails only when the code has ended.
    void this.askForPause().catch(() => undefined);
  }

  /** The engine has stopped, for whatever reason. */
  async stopped(paused: Paused): Promise<void> {
    this.runs = false;
    this.asksLater = false;
    const [top] = ownFrames(paused, this.lines);
    const [innermost] = paused.callFrames;
    const isOurs = innermost?.location.scriptId === this.lines.scriptId && innermost !== top;
    if (!top || isOurs) return this.passOurs(paused);
    const hits =
      paused.hitBreakpoints.length === 0
        ? []
        : await this.breakpoints.hit(paused.hitBreakpoints, top.callFrameId, this.book);
    const reason = this.reasonFor(paused, hits);
    if (reason === null) return this.goOn(paused);
    if (reason === 'pause' && this.interrupted) {
      // What was interrupted may be optimised code, whose variables cannot be changed: the next
      // statement is not.
      this.interrupted = false;
      await this.command(commands.into);
      this.insistLater();
      return;
    }
    this.report(paused, reason, hits);
  }

  setBreakpoints(breakpoints: readonly CodeBreakpoint[]): Promise<readonly BoundBreakpoint[]> {
    return this.breakpoints.set(breakpoints);
  }

  async places(from: number, to: number): Promise<readonly CodePlace[]> {
    const last = Math.min(to, this.lines.count);
    if (from > last) return [];
    const answer = await this.channel.send('Debugger.getPossibleBreakpoints', {
      start: locationOf(this.lines, Math.max(1, from)),
      end: locationOf(this.lines, last + 1),
    });
    return placesSchema
      .parse(answer)
      .locations.map((location) => placeOf(this.lines, location))
      .filter((place) => place.line <= last && isInCode(this.lines, place));
  }

  async stopOnErrors(which: 'none' | 'uncaught' | 'all'): Promise<void> {
    await this.channel.send('Debugger.setPauseOnExceptions', { state: which });
  }

  async pause(): Promise<void> {
    if (this.standing) return;
    this.pauseWanted = true;
    if (!this.started) return;
    if (this.runs) await this.askForPause();
    else this.asksLater = true;
  }

  async resume(how: How): Promise<void> {
    if (!this.standing) throw notPaused();
    this.stepping = how === 'continue' ? null : { how, from: this.standing.where };
    this.returning = false;
    this.standing = null;
    this.book.forget();
    this.resumedListeners.tell();
    await this.command(commands[how]);
  }

  async carryOn(): Promise<void> {
    if (!this.standing) throw notPaused();
    const { paused, stepping } = this.standing;
    this.stepping = stepping;
    this.standing = null;
    this.resumedListeners.tell();
    await this.goOn(paused);
  }

  async evaluate(frame: string, expression: string, quietly: boolean): Promise<CodeValue> {
    return this.book.evaluate(this.frameOf(frame).callFrameId, expression, quietly);
  }

  properties(handle: string, page: PropertyPage | null): Promise<readonly CodeProperty[]> {
    return this.book.properties(handle, page);
  }

  async setVariable(
    frame: string,
    scope: number,
    name: string,
    expression: string,
  ): Promise<CodeValue> {
    const { callFrameId, scopes } = this.frameOf(frame);
    if (!scopes.has(scope))
      throw evaluateError(`${name} cannot be changed here`, 'Choose another.');
    const remote = await this.book.argument(callFrameId, expression);
    const { objectId, unserializableValue, value } = remote;
    const newValue =
      objectId !== undefined
        ? { objectId }
        : unserializableValue !== undefined
          ? { unserializableValue }
          : { value };
    try {
      await this.channel.send('Debugger.setVariableValue', {
        scopeNumber: scope,
        variableName: name,
        newValue: remote.type === 'undefined' ? {} : newValue,
        callFrameId,
      });
    } catch (error) {
      if (!(error instanceof InspectorRefusal)) throw error;
      throw evaluateError(
        `${name} cannot be changed: ${error.message}`,
        'Choose another variable.',
      );
    }
    return this.book.valueOf(remote, name);
  }

  /** Code that ends before it answers has done what it was told. */
  private async command(method: string): Promise<void> {
    try {
      await this.channel.send(method);
    } catch (error) {
      if (!(error instanceof CodeEnded)) throw error;
    }
  }

  /** There is no next statement in `while (true) {}`: where it was interrupted has to do. */
  private insistLater(): void {
    setTimeout(() => {
      // It fails only when the code has ended.
      if (this.pauseWanted && this.runs) this.command('Debugger.pause').catch(() => undefined);
    }, nextStatementMilliseconds);
  }

  private async askForPause(): Promise<void> {
    this.interrupted = true;
    await this.command('Debugger.pause');
  }

  private frameOf(id: string): PausedFrame {
    if (!this.standing) throw notPaused();
    const frame = this.standing.frames.get(id);
    if (frame) return frame;
    if (!id.startsWith(`p${this.pauses}a`)) throw outdated();
    throw evaluateError(
      'This caller waits for what it has called: its values cannot be seen',
      'Choose a frame that is not waiting.',
    );
  }

  /** Null: nothing that anybody asked for. */
  private reasonFor(paused: Paused, hits: readonly string[]): CodePause['reason'] | null {
    const reasons = reasonsOf(paused);
    if (reasons.has('exception') || reasons.has('promiseRejection')) return 'exception';
    if (hits.length > 0) return 'breakpoint';
    if (this.pauseWanted) return 'pause';
    // The engine says `step` also of a breakpoint inside what is stepped over.
    if (paused.hitBreakpoints.length > 0) return this.endsStep(paused) ? 'step' : null;
    if (reasons.has('OOM')) return null;
    if (!reasons.has('step') || reasons.size > 1) return 'debugger';
    return this.returning && !this.isBack(paused) ? null : 'step';
  }

  /** Whether the step over that was interrupted is done: it stands at another line where it began. */
  private isBack(paused: Paused): boolean {
    if (this.stepping?.how !== 'over') return false;
    const where = whereOf(paused, this.lines);
    const { from } = this.stepping;
    return !isInside(where, from) && where.line !== from.line;
  }

  private endsStep(paused: Paused): boolean {
    if (!this.stepping || this.returning) return false;
    const { how, from } = this.stepping;
    if (how === 'into') return true;
    if (how === 'over') return !isInside(whereOf(paused, this.lines), from);
    return paused.callFrames.length < from.depth;
  }

  private report(paused: Paused, reason: CodePause['reason'], hits: readonly string[]): void {
    this.pauses += 1;
    this.pauseWanted = false;
    this.interrupted = false;
    const { stepping } = this;
    this.stepping = null;
    this.returning = false;
    const { live, waiting } = stackOf(paused, this.lines, this.pauses, this.book);
    this.standing = {
      frames: new Map(live.map((frame) => [frame.frame.id, frame])),
      paused,
      stepping,
      where: whereOf(paused, this.lines),
    };
    this.pausedListeners.tell({
      reason,
      breakpoints: hits,
      frames: [...live.map(({ frame }) => frame), ...waiting],
      ...(reason === 'exception' && this.errorOf(paused)),
    });
  }

  private errorOf(paused: Paused): Pick<CodePause, 'error'> {
    const reasons = reasonsOf(paused);
    const data = reasons.get('exception') ?? reasons.get('promiseRejection');
    const remote = remoteObjectSchema.safeParse(data);
    if (!remote.success) return {};
    const uncaught = typeof data === 'object' && data !== null && 'uncaught' in data;
    return {
      error: { ...this.book.valueOf(remote.data), uncaught: uncaught && data.uncaught === true },
    };
  }

  /** Nothing to stop for; a step under way is not over. */
  private async goOn(paused: Paused): Promise<void> {
    this.book.forget();
    if (!this.stepping) {
      await this.command(commands.continue);
      return;
    }
    const { from, how } = this.stepping;
    this.returning = isInside(whereOf(paused, this.lines), from);
    await this.command(this.returning ? commands.out : commands[how]);
  }

  /** It stands in what was put around the code, or in nothing of the code at all. */
  private async passOurs(paused: Paused): Promise<void> {
    const [innermost] = paused.callFrames;
    const isOurs = innermost?.location.scriptId === this.lines.scriptId;
    const isBehind = isOurs && placeOf(this.lines, innermost.location).line > this.lines.count;
    const how = isBehind ? 'over' : this.pauseWanted || this.stepping ? 'into' : 'continue';
    // Without a frame of the code to step in, what comes next is asked for anew.
    this.asksLater = this.pauseWanted;
    await this.command(commands[how]);
  }
}

/** Whether it was called from there, as far as that can be told across an await. */
function isInside(where: Where, from: Where): boolean {
  return where.depth > from.depth || where.callee !== from.callee;
}

function whereOf(paused: Paused, lines: ProgramLines): Where {
  const [top] = ownFrames(paused, lines);
  const at = top?.functionLocation;
  return {
    depth: paused.callFrames.length,
    line: top?.location.lineNumber ?? -1,
    callee: at ? `${at.lineNumber}:${at.columnNumber ?? 0}` : '',
  };
}
