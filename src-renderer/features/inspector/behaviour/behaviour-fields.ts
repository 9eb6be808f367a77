import type { JsonObject } from '@shared/lib/json';
import type { StepDefinition } from '@shared/steps/define-step';
import { defaultRetry } from '@shared/workflow/model';
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
  },
};

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
};

const durations: ReadonlySet<string> = new Set(['timeout', 'delay', 'cap']);

/** The behaviour form of a step of this kind. */
export function behaviourFields(definition: StepDefinition | undefined): readonly FieldModel[] {
  const left = (key: string): boolean => {
    if (definition?.annotation) return key === 'description';
    return !(definition?.trigger && (key === 'join' || key === 'retry'));
  };
  return formModel({ form: {}, verbatim: Object.keys(behaviourProperties), lazy: [] }, schema)
    .filter((field) => left(field.key))
    .map((field) => dress(field, definition));
}

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
