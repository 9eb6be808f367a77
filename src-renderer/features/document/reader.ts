import type { Problem } from '@shared/workflow/problem';
import type { Timers } from './document-deps';
import type { Parsed } from './language';

// Keeps the parsed form in step with the text without stopping the keyboard: a small file is read
// at once, a large one a moment after the last key; problems always come a moment later. The longer
// reading and looking take, the longer they wait: nobody who goes on typing shall be stopped by them.

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

/** UTF-16 units up to which reading, also on every key press, is not felt. */
export const smallText = 60_000;
const problemDelay = 150;
const parseDelay = 200;
/** A pause has to be so much longer than the work that is begun in it. */
const patience = 3;
/** What is shown may be behind for so long, however large the file. */
const longestDelay = 3_000;
/** UTF-16 units read in a millisecond, until it is known how it is here. */
const usualSpeed = 5_000;

export function createReader<P extends Parsed>(deps: ReaderDeps<P>): Reader<P> {
  let latest: P | undefined;
  let parseTimer: unknown;
  let problemTimer: unknown;
  /** How long it took the last time, in milliseconds. */
  let parseTime: number | undefined;
  let problemTime = 0;
  /** Problems of `latest` have not been looked for yet. */
  let unchecked = false;

  function read(text: string, mayWait: boolean): P | undefined {
    deps.timers.clearTimer(parseTimer);
    if (mayWait && text.length > smallText) {
      // Those of a text that is gone are worth no pause.
      deps.timers.clearTimer(problemTimer);
      const delay = delayFor(parseTime ?? text.length / usualSpeed, parseDelay);
      parseTimer = deps.timers.setTimer(() => deps.onParsed(current(text)), delay);
      return undefined;
    }
    return current(text);
  }

  function current(text: string): P {
    if (latest?.text !== text) {
      const started = deps.timers.now();
      latest = deps.parse(text);
      parseTime = deps.timers.now() - started;
      scheduleProblems(latest);
    } else if (unchecked) scheduleProblems(latest);
    return latest;
  }

  function scheduleProblems(parsed: P): void {
    deps.timers.clearTimer(problemTimer);
    unchecked = true;
    problemTimer = deps.timers.setTimer(
      () => {
        unchecked = false;
        const started = deps.timers.now();
        const problems = deps.validate(parsed);
        problemTime = deps.timers.now() - started;
        deps.onProblems(problems, parsed.text);
      },
      delayFor(problemTime, problemDelay),
    );
  }

  function delayFor(took: number, least: number): number {
    return Math.max(least, Math.min(longestDelay, took * patience));
  }

  function reset(): void {
    deps.timers.clearTimer(parseTimer);
    deps.timers.clearTimer(problemTimer);
    latest = undefined;
    parseTime = undefined;
    problemTime = 0;
    unchecked = false;
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
