import type {
  BoundBreakpoint,
  CodeBreakpoint,
  CodePlace,
  FailedCondition,
} from '@shared/debug/code-target';
import { AppError } from '@shared/errors/app-error';
import { InspectorRefusal, type InspectChannel } from './channel';
import { CodeEnded } from './debug-errors';
import { engineCondition, isQuick } from './conditions';
import { isInCode, locationOf, placeOf, type ProgramLines } from './frames';
import { boundSchema } from './messages';
import type { ValueBook } from './value-book';

// Breakpoints in the code. Those at one place are one breakpoint of the engine.

interface Bound {
  readonly members: readonly CodeBreakpoint[];
  readonly place: CodePlace | null;
  readonly engineId: string | null;
}

export class CodeBreakpoints {
  private readonly bound = new Map<string, Bound>();
  private readonly told = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly channel: InspectChannel,
    private readonly lines: ProgramLines,
    private readonly onFailed: (failed: FailedCondition) => void,
  ) {}

  /** One call after the other: each replaces what the one before has set. */
  set(breakpoints: readonly CodeBreakpoint[]): Promise<readonly BoundBreakpoint[]> {
    const result = this.last.then(() => this.replace(breakpoints));
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Ids of those among the engine's that really stop here: conditions may say no. */
  async hit(engineIds: readonly string[], callFrameId: string, book: ValueBook): Promise<string[]> {
    const ids: string[] = [];
    for (const { engineId, members } of this.bound.values()) {
      if (engineId === null || !engineIds.includes(engineId)) continue;
      for (const breakpoint of members) {
        if (await this.holds(breakpoint, callFrameId, book)) ids.push(breakpoint.id);
      }
    }
    return ids;
  }

  private async holds(
    { id, condition }: CodeBreakpoint,
    callFrameId: string,
    book: ValueBook,
  ): Promise<boolean> {
    if (!isCondition(condition)) return true;
    try {
      return await book.isTrue(callFrameId, condition);
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof CodeEnded) throw error;
      const key = `${id} ${condition} ${error.message}`;
      if (!this.told.has(key)) this.onFailed({ id, message: error.message });
      this.told.add(key);
      return false;
    }
  }

  private async replace(
    breakpoints: readonly CodeBreakpoint[],
  ): Promise<readonly BoundBreakpoint[]> {
    const wanted = new Map<string, CodeBreakpoint[]>();
    for (const breakpoint of breakpoints) {
      const { line, column } = breakpoint;
      const place = `${line}:${column ?? ''}`;
      wanted.set(place, [...(wanted.get(place) ?? []), breakpoint]);
    }
    const keys = new Map([...wanted].map(([place, members]) => [keyOf(place, members), members]));
    for (const [key, { engineId }] of this.bound) {
      if (keys.has(key)) continue;
      this.bound.delete(key);
      if (engineId !== null) {
        await this.channel.send('Debugger.removeBreakpoint', { breakpointId: engineId });
      }
    }
    for (const [key, members] of keys) {
      const known = this.bound.get(key);
      this.bound.set(key, known ? { ...known, members } : await this.bind(members));
    }
    const places = new Map<CodeBreakpoint, CodePlace | null>();
    for (const { members, place } of this.bound.values()) {
      for (const member of members) places.set(member, place);
    }
    return breakpoints.map((breakpoint) => answerFor(breakpoint, places.get(breakpoint) ?? null));
  }

  private async bind(members: readonly CodeBreakpoint[]): Promise<Bound> {
    const nowhere = { members, place: null, engineId: null };
    const [first] = members;
    if (!first || first.line > this.lines.count) return nowhere;
    try {
      const condition = engineConditionOf(members);
      const answer = await this.channel.send('Debugger.setBreakpoint', {
        location: locationOf(this.lines, first.line, first.column),
        ...(condition !== undefined && { condition }),
      });
      const { breakpointId, actualLocation } = boundSchema.parse(answer);
      const place = placeOf(this.lines, actualLocation);
      const isThere = place.line >= first.line && isInCode(this.lines, place);
      if (isThere) return { members, place, engineId: breakpointId };
      // Nothing follows in the code: it was bound before the line, or where our own text ends the code.
      await this.channel.send('Debugger.removeBreakpoint', { breakpointId });
      return nowhere;
    } catch (error) {
      if (error instanceof InspectorRefusal) return nowhere;
      throw error;
    }
  }
}

function isCondition(condition: string | undefined): condition is string {
  return condition !== undefined && condition.trim() !== '';
}

function engineConditionOf(members: readonly CodeBreakpoint[]): string | undefined {
  const conditions = members.map(({ condition }) => condition).filter(isCondition);
  const canAll = conditions.length === members.length && conditions.every(isQuick);
  return canAll ? engineCondition(conditions) : undefined;
}

/** What the engine has to know; the rest of a breakpoint may change without binding it again. */
function keyOf(place: string, members: readonly CodeBreakpoint[]): string {
  return `${place} ${engineConditionOf(members) ?? ''}`;
}

function answerFor(breakpoint: CodeBreakpoint, place: CodePlace | null): BoundBreakpoint {
  const { id, line } = breakpoint;
  if (!place) return { id, place, message: `No code runs at line ${line} or after it` };
  if (place.line === line) return { id, place };
  return {
    id,
    place,
    message: `No code runs at line ${line}: it stops at line ${place.line} instead`,
  };
}
