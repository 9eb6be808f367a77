import { AppError } from '@shared/errors/app-error';
import type { JsonObject, JsonValue } from '@shared/lib/json';
import { finalError } from '../../engine/step-error';
import type { StepContext } from '../../engine/types';
import type { CodeCalls, FetchRequest, FetchResponse } from '../../sandbox/types';
import type { StepTopics } from '../step-host';
import type { PerformFetch } from './perform-fetch';

/** What code asks for goes through these, so that it can be recorded and replayed. */
export interface CallOptions {
  readonly topics: StepTopics | undefined;
  readonly performFetch: PerformFetch;
  /** Texts that must not stand in what is recorded. */
  readonly secrets: readonly string[];
  /** False: the step is one effect as a whole, and what it does is a part of that. */
  readonly recorded: boolean;
  /** The recording does not fit: the code may not catch this. */
  readonly onMiss: (error: AppError) => void;
}

const masked = '***';
const confidential = /^(authorization|proxy-authorization|cookie|x-api-key|api-key)$/i;
/** What no code may go on after: the run itself cannot. */
const misses = new Set(['REPLAY_MISS', 'MOCK_MISSING']);

export function createCodeCalls(context: StepContext, options: CallOptions): CodeCalls {
  let emitted = 0;

  async function effect<Response extends JsonValue>(
    name: string,
    request: JsonValue,
    perform: () => Promise<Response>,
  ): Promise<Response> {
    if (!options.recorded) return perform();
    try {
      return await context.effect(name, request, perform);
    } catch (error) {
      if (error instanceof AppError && misses.has(error.code)) options.onMiss(error);
      throw error;
    }
  }

  return {
    setVariable: (name, value) => context.setVariable(name, value),
    async emit(topic, data) {
      const { topics } = options;
      if (!topics) throw finalError(noTopics);
      // The same event when a crash makes the engine do the attempt again.
      const id = `${context.idempotencyKey}/emit-${emitted}`;
      emitted += 1;
      await effect('emit', { topic, data }, async () => {
        await topics.emit(topic, data, id);
        return null;
      });
    },
    async fetch(request, signal) {
      const response = await effect('fetch', shownRequest(request, options.secrets), async () => {
        // Plain data by its type; the cast is for its readonly lists.
        return (await options.performFetch(request, signal)) as unknown as JsonObject;
      });
      return response as unknown as FetchResponse;
    },
  };
}

/** The request as it is recorded: without what only the server may see. */
function shownRequest(request: FetchRequest, secrets: readonly string[]): JsonObject {
  const { method, url, body, redirect } = request;
  const headers = Object.fromEntries(
    request.headers.map(([name, value]) => [name, confidential.test(name) ? masked : value]),
  );
  const shown = { method, url, headers, body: body && { ...body }, redirect };
  return without(shown, secrets) as JsonObject;
}

function without(value: JsonValue, secrets: readonly string[]): JsonValue {
  if (typeof value === 'string') {
    return secrets.reduce((text, secret) => text.replaceAll(secret, masked), value);
  }
  if (Array.isArray(value)) return value.map((item) => without(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, without(item, secrets)]),
  );
}

const noTopics = {
  code: 'CODE_NO_TOPICS',
  kind: 'operational',
  message: 'The code emits an event, but nothing here keeps events',
  hint: 'Run the workflow in the studio or with the stepwell command.',
} as const;
