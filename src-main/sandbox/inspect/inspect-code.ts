import type { CodeDebugHook } from '@shared/debug/code-target';
import type { InspectChannel } from './channel';
import { CodeInspector } from './code-inspector';
import type { ProgramLines } from './frames';
import { pausedSchema } from './messages';
import { ValueBook } from './value-book';

// Lets a debugger in before code runs: its program begins with a stop, see program-text.ts.

export interface InspectOptions {
  readonly channel: InspectChannel;
  /** What the script is called. */
  readonly name: string;
  readonly code: string;
  /** What the engine counts as the number of the code's first line. */
  readonly firstLine: number;
  readonly hook: CodeDebugHook;
  /** The code begins or ceases to stand still. */
  onHeld(held: boolean): void;
  /** The debugger could not be let in, or the inspector gave up. */
  onBroken(error: unknown): void;
}

export interface CodeInspection {
  /** Whether it stands still at this moment. */
  isHeld(): boolean;
  /** The code has ended, or has to: nobody looks at it any more. */
  end(): void;
}

const asyncDepth = 32;

/** Resolves when the code may be started. */
export async function inspectCode(options: InspectOptions): Promise<CodeInspection> {
  const { channel, name, hook, onHeld, onBroken } = options;
  const gone = Promise.withResolvers<void>();
  const book = new ValueBook(channel);
  let inspector: CodeInspector | undefined;
  let held = false;
  let ended = false;

  function hold(now: boolean): void {
    if (held === now) return;
    held = now;
    onHeld(now);
  }

  function breakOff(error: unknown): void {
    // What fails because the code has ended is no fault.
    if (!ended) onBroken(error);
  }

  channel.onEvent((method, params) => {
    if (ended) return;
    if (method === 'Debugger.resumed') {
      hold(false);
      inspector?.wentOn();
      return;
    }
    if (method !== 'Debugger.paused') return;
    hold(true);
    onPaused(params).catch(breakOff);
  });

  async function onPaused(params: unknown): Promise<void> {
    const paused = pausedSchema.parse(params);
    if (inspector) return inspector.stopped(paused);
    const [top] = paused.callFrames;
    if (!top) throw new Error('The code stands still nowhere');
    const lines: ProgramLines = {
      // Nothing of it has run: this is the stop that was put before its first line.
      scriptId: top.location.scriptId,
      first: options.firstLine,
      count: options.code.split('\n').length,
    };
    inspector = new CodeInspector(channel, lines, book);
    await hook.attach(inspector, gone.promise);
    await inspector.start();
  }

  // One after the other there, without a way to and fro for each.
  await Promise.all([
    channel.send('Debugger.enable'),
    channel.send('Debugger.setAsyncCallStackDepth', { maxDepth: asyncDepth }),
    channel.send('Debugger.setBlackboxPatterns', {
      patterns: [`^(?!${escaped(name)}$)`],
      skipAnonymous: true,
    }),
    // The thread may have been another job's.
    channel.send('Debugger.setPauseOnExceptions', { state: 'none' }),
    book.open(),
  ]);

  return {
    isHeld: () => held,
    end() {
      if (ended) return;
      ended = true;
      channel.close();
      gone.resolve();
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
