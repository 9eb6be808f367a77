import type { JsonObject } from '@shared/lib/json';
import type { StepDefinition, StepEffects } from '@shared/steps/define-step';
import { defaultRetry } from '@shared/workflow/model';
import { ownOutput } from '@shared/workflow/typing/own-output';
import type { FieldModel } from '../form/field-model';
import { formModel } from '../form/form-model';

// What every step has besides its kind's settings, as a form of the same making.

const seconds = (milliseconds: number): string => `${milliseconds / 1_000}s`;

const retrySchema: JsonObject = {
  title: 'Retry',
  description: 'What happens when an attempt fails.',
  type: 'object',
  properties: {
    attempts: {
      title: 'Attempts',
      description: 'Total attempts, the first one included. Empty: only one.',
      type: 'integer',
    },
    backoff: {
      title: 'Wait grows',
      enum: ['fixed', 'linear', 'exponential'],
      default: defaultRetry.backoff,
    },
    delay: {
      title: 'First wait',
      default: seconds(defaultRetry.delay),
      type: ['string', 'integer'],
    },
    factor: { title: 'Factor', type: 'number', default: defaultRetry.factor },
    cap: { title: 'Longest wait', default: seconds(defaultRetry.cap), type: ['string', 'integer'] },
    jitter: {
      title: 'Random share',
      description: '0 to 1: how much of the wait is drawn at random.',
      type: 'number',
      default: defaultRetry.jitter,
    },
  },
};

const schema: JsonObject = {
  type: 'object',
  properties: {
    description: {
      title: 'Description',
      description: 'What this step is for, for whoever reads the workflow.',
      type: 'string',
    },
    disabled: {
      title: 'Disabled',
      description: 'Passed over in a run: its output is null and the way goes on.',
      type: 'boolean',
      default: false,
    },
    join: {
      title: 'Runs when',
      description: 'How several wires into this step are taken together.',
      enum: ['any', 'all', 'settled'],
      default: 'any',
    },
    onError: {
      title: 'On error',
      description: 'What a failure means, once all attempts are used up.',
      enum: ['fail', 'skip', 'continue', 'port'],
      default: 'fail',
    },
    timeout: { title: 'Time limit', description: 'For one attempt.', type: ['string', 'integer'] },
    retry: retrySchema,
    rateLimit: {
      title: 'Rate limit',
      description: 'How often it may start, over all runs on this machine. It waits for its turn.',
      type: 'object',
      properties: {
        limit: { title: 'Starts', description: 'Retries included.', type: 'integer' },
        per: { title: 'Within', type: ['string', 'integer'] },
        key: {
          title: 'Shared as',
          description: 'Steps with the same name share the limit, in other workflows too.',
          type: 'string',
        },
      },
    },
    circuitBreaker: {
      title: 'Circuit breaker',
      description: 'Stops asking a service that keeps failing, and tries again later.',
      type: 'object',
      properties: {
        failures: { title: 'Opens after', description: 'Failures in a row.', type: 'integer' },
        reset: { title: 'Refuses for', type: ['string', 'integer'] },
        key: {
          title: 'Shared as',
          description: 'Steps with the same name share it, in other workflows too.',
          type: 'string',
        },
      },
    },
    onInterrupt: {
      title: 'After a crash',
      description:
        'When Stepwell ends while the step is at work, nobody knows whether its effect happened.',
      enum: ['ask', 'retry'],
      default: 'ask',
    },
    cost: {
      title: 'Cost of an attempt',
      description:
        'In the currency of the workflow. As an expression it may read the `output` of the attempt.',
      type: 'number',
      minimum: 0,
    },
  },
};

const groups = {
  join: 'When it runs',
  onError: 'When it fails',
  timeout: 'When it fails',
  retry: 'When it fails',
  rateLimit: 'Limits',
  circuitBreaker: 'Limits',
  onInterrupt: 'After a crash',
  cost: 'Cost',
} as const;

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  join: {
    any: 'Any wire was taken',
    all: 'Every wire was taken',
    settled: 'Every wire is decided, taken or not',
  },
  onError: {
    fail: 'Fail the run',
    skip: 'Skip: go on with null',
    continue: 'Go on with the error as output',
    port: 'Take the error port',
  },
  onInterrupt: {
    ask: 'Stop and ask me what happened',
    retry: 'Do it again with the same idempotency key',
  },
};

const durations: ReadonlySet<string> = new Set(['timeout', 'delay', 'cap', 'per', 'reset']);

/** The behaviour form of a step of this kind; `effects` decides which rules can matter to it. */
export function behaviourFields(
  definition: StepDefinition | undefined,
  effects: StepEffects = 'unsafe',
): readonly FieldModel[] {
  const matters: Readonly<Record<string, boolean>> = {
    rateLimit: effects !== 'pure',
    circuitBreaker: effects !== 'pure',
    onInterrupt: effects === 'unsafe',
  };
  const form = Object.fromEntries(
    Object.entries(groups).map(([key, group]) => [
      key,
      { group, visibleWhen: () => matters[key] !== false },
    ]),
  );
  const left = (key: string): boolean => {
    if (definition?.annotation) return key === 'description';
    // Nothing leads into a start or into the head of a part, and neither does anything that fails.
    const begins = definition?.trigger === true || definition?.entry !== undefined;
    return !begins || !(key in groups);
  };
  const verbatim = Object.keys(behaviourProperties).filter((key) => key !== 'cost');
  const lazy = [{ key: 'cost', locals: [ownOutput] }];
  const fields = formModel({ form, verbatim, lazy }, schema);
  return order
    .flatMap((key) => fields.find((field) => field.key === key) ?? [])
    .filter((field) => left(field.key))
    .map((field) => dress(field, definition));
}

const order = ['description', 'disabled', ...Object.keys(groups)];
const behaviourProperties = schema['properties'] as JsonObject;

function dress(field: FieldModel, definition?: StepDefinition): FieldModel {
  const names = labels[field.key];
  const limit = field.key === 'timeout' ? definition?.timeout : undefined;
  return {
    ...field,
    ...(durations.has(field.key) && { widget: 'duration' }),
    ...(field.key === 'description' && { widget: 'multiline' }),
    ...(limit !== undefined && { placeholder: seconds(limit) }),
    options: names
      ? field.options.map((option) => ({
          ...option,
          label: names[String(option.value)] ?? option.label,
        }))
      : field.options,
    fields: field.fields.map((member) => dress(member)),
  };
}
