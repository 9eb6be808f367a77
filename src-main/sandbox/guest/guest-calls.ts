import type { AppErrorData } from '@shared/errors/app-error';
import type { FetchRequest, FetchResponse } from '../types';

/** What the code asks for, as it travels. Values of the code are JSON text. */
export type CodeCall =
  | {
      readonly name: 'setVariable';
      readonly call: number;
      readonly variable: string;
      readonly value: string;
    }
  | {
      readonly name: 'emit';
      readonly call: number;
      readonly topic: string;
      readonly data: string;
    }
  | { readonly name: 'fetch'; readonly call: number; readonly request: FetchRequest }
  /** The code does not want the answer to an earlier call any more. */
  | { readonly name: 'give-up'; readonly call: number };

export interface CallAnswer {
  readonly call: number;
  readonly value?: FetchResponse | null;
  readonly error?: AppErrorData;
}

/** Calls of one job, so that code cannot flood the app. */
export interface CallLimits {
  /** Variables set and events emitted. */
  readonly messages: number;
  /** Characters of their values. */
  readonly characters: number;
  readonly fetches: number;
  /** Requests at the same time; further ones wait. */
  readonly fetchesAtOnce: number;
}

export interface GuestCalls {
  setVariable(variable: string, value: string): void;
  emit(topic: string, data: string): Promise<void>;
  fetch(request: FetchRequest, signal: AbortSignal | null): Promise<FetchResponse>;
  answer(answer: CallAnswer): void;
}

/**
 * The code's side of its calls to the app. Used in every lane, also as text sent elsewhere: it may
 * use nothing from outside itself.
 */
export function createGuestCalls(
  limits: CallLimits,
  send: (call: CodeCall) => void,
  /** Makes what the code catches of an error. */
  failure: (error: AppErrorData, stack: { readonly stack?: string }) => unknown,
): GuestCalls {
  interface Pending {
    resolve(value: FetchResponse | null): void;
    reject(error: AppErrorData): void;
  }
  const pending = new Map<number, Pending>();
  const waitingFetches: (() => void)[] = [];
  let calls = 0;
  let messages = 0;
  let characters = 0;
  let fetches = 0;
  let fetching = 0;

  function refuse(message: string, hint: string): never {
    throw failure({ code: 'CODE_LIMIT', kind: 'user', message, hint }, new Error());
  }

  function count(text: string): void {
    messages += 1;
    characters += text.length;
    if (messages > limits.messages) {
      refuse(
        `The code set variables and emitted events more than ${limits.messages} times`,
        'Collect the values and set them once.',
      );
    }
    if (characters > limits.characters) {
      refuse(
        `The variables and events of the code are larger than ${limits.characters} characters together`,
        'Write large data to a file and pass its path on.',
      );
    }
  }

  function ask<T>(call: CodeCall, at: { readonly stack?: string }): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      pending.set(call.call, {
        resolve: (value) => resolve(value as T),
        reject: (error) => reject(failure(error, at)),
      });
      send(call);
    });
  }

  return {
    setVariable(variable, value) {
      count(value);
      send({ name: 'setVariable', call: (calls += 1), variable, value });
    },
    async emit(topic, data) {
      const at = new Error();
      count(data);
      await ask({ name: 'emit', call: (calls += 1), topic, data }, at);
    },
    async fetch(request, signal) {
      const at = new Error();
      fetches += 1;
      if (fetches > limits.fetches) {
        refuse(
          `The code made more than ${limits.fetches} requests`,
          'Make them in a loop of HTTP request steps.',
        );
      }
      if (fetching >= limits.fetchesAtOnce) {
        await new Promise<void>((resolve) => waitingFetches.push(resolve));
      }
      fetching += 1;
      const call = (calls += 1);
      let giveUp: (() => void) | undefined;
      try {
        if (signal?.aborted) throw signal.reason;
        const answered = ask<FetchResponse>({ name: 'fetch', call, request }, at);
        if (!signal) return await answered;
        const givenUp = new Promise<never>((_, reject) => {
          giveUp = () => {
            pending.delete(call);
            send({ name: 'give-up', call });
            reject(signal.reason);
          };
          signal.addEventListener('abort', giveUp, { once: true });
        });
        return await Promise.race([answered, givenUp]);
      } finally {
        if (giveUp) signal?.removeEventListener('abort', giveUp);
        fetching -= 1;
        waitingFetches.shift()?.();
      }
    },
    answer({ call, value, error }) {
      const waiting = pending.get(call);
      pending.delete(call);
      if (error) waiting?.reject(error);
      else waiting?.resolve(value ?? null);
    },
  };
}
