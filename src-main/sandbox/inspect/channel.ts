import { CodeEnded } from './debug-errors';

// The line to the inspector of the thread or page that runs the code: Chrome's debugging protocol,
// inside the app. There is no socket and no port.

export interface InspectChannel {
  /** Rejects with InspectorRefusal, or with CodeEnded when the channel is closed. */
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** One listener. */
  onEvent(listener: (method: string, params: unknown) => void): void;
  /** The code then runs on by itself. */
  close(): void;
}

export class InspectorRefusal extends Error {}

/** A channel over a line that carries texts. */
export interface TextChannel extends InspectChannel {
  receive(text: string): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
  readonly method?: string;
  readonly params?: unknown;
}

/** Numbers of one job's messages; a late answer to an earlier job must not look like one of its own. */
const messagesPerJob = 1_000_000;

/** `job`: which job of the thread it is, from 1. */
export function createTextChannel(post: (text: string) => void, job = 1): TextChannel {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let listener: (method: string, params: unknown) => void = () => undefined;
  let lastId = (job % 2_000) * messagesPerJob;
  let closed = false;

  return {
    send(method, params = {}) {
      const answer = Promise.withResolvers<unknown>();
      if (closed) {
        answer.reject(new CodeEnded());
        return answer.promise;
      }
      lastId += 1;
      waiting.set(lastId, answer);
      post(JSON.stringify({ id: lastId, method, params }));
      return answer.promise;
    },
    onEvent(given) {
      listener = given;
    },
    receive(text) {
      if (closed) return;
      // The inspector itself made it.
      const message = JSON.parse(text) as Answer;
      if (message.id === undefined) {
        if (message.method !== undefined) listener(message.method, message.params);
        return;
      }
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) answer?.reject(new InspectorRefusal(String(message.error.message)));
      else answer?.resolve(message.result);
    },
    close() {
      if (closed) return;
      closed = true;
      for (const answer of waiting.values()) answer.reject(new CodeEnded());
      waiting.clear();
    },
  };
}
