import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import { configJsonSchema } from '../../steps/config-json-schema';
import type { StepDefinition } from '../../steps/define-step';
import { schemaAddress } from '../new-workflow';
import { groupsKey } from '../read/read-groups';
import { bindable, bindingSchema } from './bindable';
import {
  circuitBreakerSchema,
  costSchema,
  currencySchema,
  profileSchema,
  rateLimitSchema,
  retrySchema,
} from './policy-schemas';
import { breakpointsSchema } from './breakpoint-schema';
import { ref, text } from './schema-parts';

/** JSON Schema 2020-12 of a workflow file, for editors: completion, hover and checks as you type. */
export function workflowJsonSchema(definitions: readonly StepDefinition[]): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaAddress,
    title: 'Stepwell workflow',
    description: 'A workflow of steps and edges, format version 1.',
    type: 'object',
    required: ['stepwell', 'name', 'steps'],
    properties: workflowProperties,
    patternProperties: { '^x-': {} },
    additionalProperties: false,
    $defs: {
      binding: bindingSchema,
      duration: durationSchema,
      names: namesSchema,
      retry: retrySchema,
      rateLimit: rateLimitSchema,
      circuitBreaker: circuitBreakerSchema,
      cost: costSchema,
      edges: edgesSchema,
      steps: stepsSchema,
      box: boxSchema,
      step: stepSchema(definitions),
    },
  };
}

const durationSchema: JsonObject = {
  description: 'A duration such as 500ms, 30s, 5m, 2h or 1d, or whole milliseconds.',
  anyOf: [
    { type: 'string', pattern: '^\\s*\\d+(\\.\\d+)?\\s*(ms|s|m|h|d)\\s*$' },
    { type: 'integer', minimum: 0 },
  ],
};

const namesSchema: JsonObject = {
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
};

const edgesSchema: JsonObject = {
  description: 'Lines of `from -> to` or `from.port -> to.port`.',
  type: ['array', 'null'],
  items: {
    type: 'string',
    pattern: '^\\s*[^\\s.]+(\\.[^\\s.]+)?\\s*->\\s*[^\\s.]+(\\.[^\\s.]+)?\\s*$',
  },
};

const stepsSchema: JsonObject = {
  description: 'Steps by id. An id is unique in the whole file.',
  type: ['object', 'null'],
  propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,63}$' },
  additionalProperties: { $ref: '#/$defs/step' },
};

const boxSchema: JsonObject = {
  type: 'object',
  required: ['x', 'y'],
  additionalProperties: false,
  properties: {
    x: { type: 'number' },
    y: { type: 'number' },
    width: { type: 'number', exclusiveMinimum: 0 },
    height: { type: 'number', exclusiveMinimum: 0 },
    collapsed: { type: 'boolean' },
    color: { type: 'string' },
  },
};

const workflowProperties: JsonObject = {
  stepwell: { type: 'integer', minimum: 1, description: 'Format version of the file: 1.' },
  name: text('Shown in the library and as the title.'),
  description: text('What the workflow is for.'),
  input: {
    type: ['object', 'null'],
    description: 'JSON Schema of the input. The form to run it is made from it.',
  },
  output: { type: ['object', 'null'], description: 'JSON Schema of the output.' },
  result: {
    description: 'The output, with bindings. By default the output of the step that ends the run.',
  },
  vars: {
    type: ['object', 'null'],
    description: 'Variables and their initial values, read as {{ vars.name }}.',
  },
  env: ref('names', 'Environment variables that expressions may read as {{ env.NAME }}.'),
  secrets: ref('names', 'Secrets that whoever runs it supplies; names only.'),
  settings: {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      concurrency: {
        type: 'integer',
        minimum: 1,
        maximum: 1_000,
        default: 10,
        description: 'Steps that may run at once.',
      },
      timeout: ref('duration', 'Time limit of one attempt of a step.'),
      runTimeout: ref('duration', 'Time limit of the whole run.'),
      missing: {
        enum: ['error', 'null', 'literal'],
        default: 'error',
        description: 'What a binding to a key that does not exist means.',
      },
      currency: currencySchema,
    },
  },
  profile: profileSchema,
  steps: { $ref: '#/$defs/steps' },
  edges: { $ref: '#/$defs/edges' },
  pins: {
    type: ['object', 'null'],
    description: 'Fixed outputs by step id: the step is not run.',
  },
  samples: {
    type: ['array', 'null'],
    description: 'Example inputs.',
    items: {
      type: 'object',
      required: ['name', 'input'],
      additionalProperties: false,
      properties: { name: { type: 'string' }, input: {} },
    },
  },
  breakpoints: breakpointsSchema,
  layout: {
    type: ['object', 'null'],
    description:
      'Places of the boxes by step id. Kept last in the file; moving a box changes only this.',
    properties: {
      [groupsKey]: {
        type: ['object', 'null'],
        description: 'Frames that are drawn around steps, by a name of your choice.',
        additionalProperties: {
          type: 'object',
          required: ['steps'],
          properties: {
            title: text('Shown at its top.'),
            color: text('yellow, blue, green, pink or grey.'),
            collapsed: { type: 'boolean', description: 'Drawn as one box.' },
            steps: { type: 'array', items: { type: 'string' }, description: 'Ids of its steps.' },
          },
        },
      },
    },
    additionalProperties: { $ref: '#/$defs/box' },
  },
};

function stepSchema(definitions: readonly StepDefinition[]): JsonObject {
  return {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: {
        description: 'What the step does.',
        anyOf: definitions.map(({ kind, title, description }) => ({
          const: kind,
          title,
          description,
        })),
      },
      title: text('Shown on the canvas; the id by default.'),
      description: text('Notes for whoever reads the workflow.'),
      with: { type: ['object', 'null'], description: 'Settings of the kind.' },
      join: {
        enum: ['any', 'all', 'settled'],
        default: 'any',
        description:
          'When it runs: if at least one incoming edge is taken, only if all are, or in any case.',
      },
      skipWhen: {
        type: 'string',
        pattern: '^\\s*\\{\\{[\\s\\S]*\\}\\}\\s*$',
        description:
          'One binding: when it is true as the step would start, the step is skipped and its edges are dead.',
      },
      retry: { $ref: '#/$defs/retry' },
      timeout: ref('duration', 'Time limit of one attempt.'),
      rateLimit: { $ref: '#/$defs/rateLimit' },
      circuitBreaker: { $ref: '#/$defs/circuitBreaker' },
      onError: {
        enum: ['fail', 'skip', 'continue', 'port'],
        default: 'fail',
        description:
          'After the last attempt: fail the run, go on with null, go on with { error }, or follow the error port.',
      },
      onInterrupt: {
        enum: ['ask', 'retry'],
        default: 'ask',
        description:
          'After a crash in the middle of an attempt that is not safe to repeat: ask, or repeat it.',
      },
      cost: { $ref: '#/$defs/cost' },
      disabled: { type: 'boolean', default: false, description: 'Passed over when it is run.' },
      steps: { $ref: '#/$defs/steps' },
      edges: { $ref: '#/$defs/edges' },
    },
    patternProperties: { '^x-': {} },
    additionalProperties: false,
    allOf: definitions.map(kindRule),
  };
}

function kindRule(definition: StepDefinition): JsonObject {
  const schema = withSchema(definition);
  const needsSettings = Array.isArray(schema['required']) && schema['required'].length > 0;
  return {
    if: { required: ['kind'], properties: { kind: { const: definition.kind } } },
    then: { properties: { with: schema }, ...(needsSettings && { required: ['with'] }) },
  };
}

function withSchema(definition: StepDefinition): JsonObject {
  const schema = configJsonSchema(definition);
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const written: Record<string, JsonValue> = {};
  for (const [key, setting] of Object.entries(properties)) {
    const verbatim = definition.verbatim.includes(key);
    written[key] = describe(verbatim ? setting : bindable(setting), definition.form[key]?.help);
  }
  return { ...schema, title: `${definition.title}: settings`, properties: written };
}

/** Editors show the description on hover; the form's help says more where there is one. */
function describe(schema: JsonValue, help: string | undefined): JsonValue {
  if (!isJsonObject(schema)) return schema;
  const { title, description } = schema;
  const text = [description ?? title, help].filter((part) => typeof part === 'string').join(' ');
  return text === '' ? schema : { ...schema, description: text };
}
