import { AppError, toErrorData } from '@shared/errors/app-error';
import type { JsonValue } from '@shared/lib/json';
import type { CallAnswer, CodeCall } from './guest/guest-calls';
import type { CodeCalls } from './types';

// The app's side of what the code of one job asks for.

export interface JobCalls {
  receive(call: CodeCall): void;
  /** Stops what is still under way and answers nothing more. */
  end(): void;
}

export function createJobCalls(
  calls: CodeCalls,
  answer: (answer: CallAnswer) => void,
  /** Something the code is not asked about went wrong: the job ends with this. */
  fail: (error: unknown) => void,
): JobCalls {
  const underWay = new Map<number, AbortController>();
  let ended = false;

  async function reply(call: number, perform: () => Promise<CallAnswer['value']>): Promise<void> {
    let value: CallAnswer['value'];
    try {
      value = await perform();
    } catch (error) {
      if (!ended) answer({ call, error: toErrorData(error) });
      return;
    }
    if (!ended) answer({ call, value: value ?? null });
  }

  return {
    receive(call) {
      if (ended) return;
      switch (call.name) {
        case 'setVariable':
          try {
            // The worker made it with JSON.stringify.
            calls.setVariable(call.variable, JSON.parse(call.value) as JsonValue);
          } catch (error) {
            fail(error instanceof AppError ? error : new AppError(toErrorData(error)));
          }
          return;
        case 'emit':
          void reply(call.call, async () => {
            await calls.emit(call.topic, JSON.parse(call.data) as JsonValue);
            return null;
          });
          return;
        case 'fetch': {
          const controller = new AbortController();
          underWay.set(call.call, controller);
          void reply(call.call, () =>
            calls.fetch(call.request, controller.signal).finally(() => underWay.delete(call.call)),
          );
          return;
        }
        case 'give-up':
          underWay.get(call.call)?.abort();
      }
    },
    end() {
      ended = true;
      for (const controller of underWay.values()) controller.abort();
    },
  };
}
