import type { CodeTarget } from '@shared/debug/code-target';
import { AppError } from '@shared/errors/app-error';
import type { CodeInspection, InspectOptions } from './inspect-code';

/** Code that runs where nothing can stop it. Whoever asks hears why. */
function createRefusingTarget(refusal: string): CodeTarget {
  const refuse = () =>
    Promise.reject(
      new AppError({
        code: 'DEBUG_NO_LINES',
        kind: 'user',
        message: refusal,
        hint: 'Stop before or after the step instead, or trust the workflow.',
      }),
    );
  const never = () => () => undefined;
  return {
    refusal,
    setBreakpoints: async (breakpoints) =>
      breakpoints.map(({ id }) => ({ id, place: null, message: refusal })),
    places: async () => [],
    stopOnErrors: async () => undefined,
    // It runs past every place; the step's own end is the next one to stop at.
    pause: async () => undefined,
    resume: refuse,
    carryOn: refuse,
    evaluate: refuse,
    properties: refuse,
    setVariable: refuse,
    onPaused: never,
    onResumed: never,
    onBreakpointFailed: never,
  };
}

/** Lets a debugger know that it cannot stop this code; resolves when the code may be started. */
export async function refuseDebugger(
  options: Pick<InspectOptions, 'hook' | 'onHeld'>,
  refusal: string,
): Promise<CodeInspection> {
  const gone = Promise.withResolvers<void>();
  options.onHeld(true);
  await options.hook.attach(createRefusingTarget(refusal), gone.promise);
  options.onHeld(false);
  return { isHeld: () => false, end: () => gone.resolve() };
}
