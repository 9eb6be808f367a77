import type { CodePause, CodeTarget, FailedCondition } from '../../src-shared/debug/code-target';
import type { CodeRequest } from '../../src-main/sandbox/types';
import type { CodeRun } from './run-code';

/** A run of code with a debugger that does what a test says. */
export interface DebugRun extends CodeRun {
  readonly target: CodeTarget;
  readonly failed: FailedCondition[];
  /** The pauses in their order; each is given once. */
  nextPause(): Promise<CodePause>;
  /** Pauses nobody has asked for yet. */
  readonly pauses: readonly CodePause[];
  /** Whether the target was said to be gone. */
  isGone(): boolean;
}

/**
 * Runs code under a debugger. `prepare` happens before its first line; the answer comes when it is
 * done with.
 */
export async function debugCode(
  start: (code: string, options?: Partial<CodeRequest>) => CodeRun,
  code: string,
  prepare: (target: CodeTarget) => unknown = () => undefined,
  options: Partial<CodeRequest> = {},
): Promise<DebugRun> {
  const pauses: CodePause[] = [];
  const waiting: ((pause: CodePause) => void)[] = [];
  const failed: FailedCondition[] = [];
  const attached = Promise.withResolvers<CodeTarget>();
  let gone = false;
  const run = start(code, {
    ...options,
    debug: {
      async attach(target, isGone) {
        void isGone.then(() => (gone = true));
        target.onBreakpointFailed((failure) => failed.push(failure));
        target.onPaused((pause) => {
          const next = waiting.shift();
          if (next) next(pause);
          else pauses.push(pause);
        });
        await prepare(target);
        attached.resolve(target);
      },
    },
  });
  // Who awaits the result sees its failure; code that cannot be read has no target.
  run.result.catch((error: unknown) => attached.reject(error));
  return {
    ...run,
    target: await attached.promise,
    failed,
    pauses,
    isGone: () => gone,
    nextPause: () => {
      const next = pauses.shift();
      return next ? Promise.resolve(next) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

/** Breakpoints at these lines. */
export function at(...lines: number[]): { readonly id: string; readonly line: number }[] {
  return lines.map((line) => ({ id: `b${line}`, line }));
}

export function topOf(pause: CodePause): CodePause['frames'][number] {
  const [frame] = pause.frames;
  if (!frame) throw new Error('The pause has no frame');
  return frame;
}

export function lineOf(pause: CodePause): number {
  return topOf(pause).place.line;
}

/** Goes on and gives the line of the next pause. */
export async function step(
  run: DebugRun,
  how: 'continue' | 'over' | 'into' | 'out',
): Promise<number> {
  const next = run.nextPause();
  await run.target.resume(how);
  return lineOf(await next);
}

/** The innermost variables, as texts. */
export async function localsOf(run: DebugRun, pause: CodePause): Promise<Record<string, string>> {
  const [scope] = topOf(pause).scopes;
  const properties = await run.target.properties(scope?.handle ?? '', null);
  return Object.fromEntries(properties.map(({ name, text }) => [name, text]));
}
