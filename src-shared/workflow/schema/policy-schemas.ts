import type { JsonObject } from '../../lib/json';
import { defaultCurrency, mostCost } from '../../runs/cost';
import { currencyPattern } from '../read/read-cost';
import { guardLimits } from '../read/read-guards';
import { mostAttempts } from '../read/read-policies';
import { profileChoices } from '../read/read-profile';
import { ref } from './schema-parts';

// What a step or a workflow says about how it runs, besides its kind's settings.

export const retrySchema: JsonObject = {
  description: 'How often and when a failed attempt is repeated; a number is that many attempts.',
  anyOf: [
    { type: 'integer', minimum: 1, maximum: mostAttempts },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        attempts: {
          type: 'integer',
          minimum: 1,
          maximum: mostAttempts,
          default: 3,
          description: 'Total attempts, the first one included.',
        },
        backoff: {
          enum: ['fixed', 'linear', 'exponential'],
          default: 'exponential',
          description: 'How the wait grows from attempt to attempt.',
        },
        delay: ref('duration', 'The wait before the second attempt; 1s by default.'),
        factor: {
          type: 'number',
          minimum: 1,
          maximum: 100,
          default: 2,
          description: 'Growth of an exponential wait.',
        },
        cap: ref('duration', 'The longest wait; 60s by default.'),
        jitter: {
          type: 'number',
          minimum: 0,
          maximum: 1,
          default: 0.2,
          description: 'The share of the wait that is drawn at random.',
        },
      },
    },
  ],
};

const guardKey: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: guardLimits.keyLength,
  description: 'Steps with the same key share it; without one it belongs to this step alone.',
};

export const rateLimitSchema: JsonObject = {
  description: 'At most `limit` starts within `per`, over all runs on this machine.',
  type: ['object', 'null'],
  required: ['limit', 'per'],
  additionalProperties: false,
  properties: {
    limit: {
      type: 'integer',
      minimum: 1,
      maximum: guardLimits.starts,
      description: 'Starts, retries included.',
    },
    per: ref('duration', 'The time they are counted over, such as 1s.'),
    key: guardKey,
  },
};

export const circuitBreakerSchema: JsonObject = {
  description:
    'After `failures` failed attempts in a row the step is refused for `reset`; then one try decides.',
  type: ['object', 'null'],
  required: ['failures', 'reset'],
  additionalProperties: false,
  properties: {
    failures: {
      type: 'integer',
      minimum: 1,
      maximum: guardLimits.failures,
      description: 'Failed attempts in a row.',
    },
    reset: ref('duration', 'How long it is refused, such as 30s.'),
    key: guardKey,
  },
};

export const costSchema: JsonObject = {
  description:
    'What one attempt costs: an amount, or one binding that gives one and sees the `output` of the attempt.',
  anyOf: [
    { type: 'number', minimum: 0, maximum: mostCost },
    { type: 'string', pattern: '^\\s*\\{\\{[\\s\\S]*\\}\\}\\s*$' },
  ],
};

export const currencySchema: JsonObject = {
  type: 'string',
  pattern: currencyPattern.source,
  default: defaultCurrency,
  description: 'What the costs of steps are in, by its three letters, such as EUR.',
};

export const profileSchema: JsonObject = {
  description: 'How an imported file means what this language means otherwise.',
  type: ['object', 'null'],
  required: ['dialect'],
  additionalProperties: false,
  properties: {
    dialect: { type: 'string', description: 'Where it comes from, such as node-red.' },
    missing: {
      enum: [...profileChoices.missing],
      description: 'What a binding to a key that does not exist means; `settings.missing` wins.',
    },
    interpolation: {
      enum: [...profileChoices.interpolation],
      default: 'typed',
      description: 'text: a setting that is one binding becomes text, too.',
    },
    join: {
      enum: [...profileChoices.join],
      default: 'any',
      description: 'Join of steps that name none.',
    },
    scheduling: {
      enum: [...profileChoices.scheduling],
      default: 'parallel',
      description: 'sequential: one step after the other, in the order of the file.',
    },
  },
};
