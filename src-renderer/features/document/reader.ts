import type { Problem } from '@shared/workflow/problem';
import type { Timers } from './document-deps';
import type { Parsed } from './language';

// Keeps the parsed form in step with the text without stopping the keyboard: a small file is read
// at once, a large one a moment after the last key; problems always come a moment later.

export interface ReaderDeps<P extends Parsed> {
  readonly parse: (text: string) => P;
  readonly validate: (parsed: P) => readonly Problem[];
  readonly timers: Timers;
  readonly onParsed: (parsed: P) => void;
  readonly onProblems: (problems: readonly Problem[], text: string) => void;
}

export interface Reader<P extends Parsed> {
  /** The text has changed. Gives its parsed form, or undefined when that comes later. */
  read(text: string, mayWait: boolean): P | undefined;
  /** The parsed form of exactly this text, read now if need be. */
  current(text: string): P;
  /** A document was opened with this. */
  load(parsed: P): void;
  /** More is known than the text says: problems are looked for again. */
  recheck(): void;
  reset(): void;
}

/** UTF-16 units up to which reading on every key press is not felt. */
const smallText = 60_000;
const problemDelay = 150;
const parseDelay = 200;

export function createReader<P extends Parsed>(deps: ReaderDeps<P>): Reader<P> {
  let latest: P | undefined;
  let parseTimer: unknown;
  let problemTimer: unknown;

  function read(text: string, mayWait: boolean): P | undefined {
    deps.timers.clearTimer(parseTimer);
    if (mayWait && text.length > smallText) {
      parseTimer = deps.timers.setTimer(() => deps.onParsed(current(text)), parseDelay);
      return undefined;
    }
    return current(text);
  }

  function current(text: string): P {
    if (latest?.text !== text) {
      latest = deps.parse(text);
      scheduleProblems(latest);
    }
    return latest;
  }

  function scheduleProblems(parsed: P): void {
    deps.timers.clearTimer(problemTimer);
    problemTimer = deps.timers.setTimer(
      () => deps.onProblems(deps.validate(parsed), parsed.text),
      problemDelay,
    );
  }

  function reset(): void {
    deps.timers.clearTimer(parseTimer);
    deps.timers.clearTimer(problemTimer);
    latest = undefined;
  }

  function load(parsed: P): void {
    latest = parsed;
    scheduleProblems(parsed);
  }

  function recheck(): void {
    if (latest !== undefined) scheduleProblems(latest);
  }

  return { read, current, load, recheck, reset };
}
