import type { JsonObject } from '@shared/lib/json';

// What may stand in a workflow file, for completion and hover. A step's settings are not here:
// they come from its kind.

const text = (description: string): JsonObject => ({ type: 'string', description });
const duration = (description: string): JsonObject => ({
  type: ['string', 'integer'],
  description: `${description} \`500ms\`, \`30s\`, \`5m\`, \`2h\`, \`1d\` or milliseconds.`,
});
const map = (description: string): JsonObject => ({ type: 'object', description });
const list = (description: string, items: JsonObject = {}): JsonObject => ({
  type: 'array',
  description,
  items,
});

const retry: JsonObject = {
  description: 'Attempts after a failure: a number, or a map.',
  anyOf: [
    { type: 'integer' },
    {
      type: 'object',
      properties: {
        attempts: { type: 'integer', description: 'Total attempts, the first one included.' },
        backoff: { enum: ['fixed', 'linear', 'exponential'], description: 'How the wait grows.' },
        delay: duration('Before the second attempt.'),
        factor: { type: 'number', description: 'Growth per attempt for `exponential`.' },
        cap: duration('The longest wait.'),
        jitter: { type: 'number', description: '0 to 1: the share that is drawn at random.' },
      },
    },
  ],
};

const step: JsonObject = {
  type: 'object',
  properties: {
    kind: text('What the step does; a kind from the palette.'),
    title: text('Shown on the canvas; the id when absent.'),
    description: text('What the step is for.'),
    with: map("The kind's settings."),
    join: {
      enum: ['any', 'all', 'settled'],
      description:
        'With several wires: run when any was taken (default), when all were, or when all are decided.',
    },
    retry,
    timeout: duration('For one attempt.'),
    onError: {
      enum: ['fail', 'skip', 'continue', 'port'],
      description:
        'What a failure means: the run fails (default), go on with null, go on with `{ error }`, or take the error port.',
    },
    disabled: { type: 'boolean', description: 'Passed over in a run.' },
    steps: { $ref: '#/$defs/steps' },
    edges: { $ref: '#/$defs/edges' },
  },
};

export const fileSchema: JsonObject = {
  type: 'object',
  properties: {
    stepwell: { const: 1, description: 'Version of the file format.' },
    name: text('The name of the workflow.'),
    description: text('What it does, and for whom.'),
    input: map("JSON Schema of the run's input; the run form comes from it."),
    output: map("JSON Schema of the run's output."),
    result: {
      description: "The run's output, with bindings. Absent: the output of the last step.",
    },
    vars: map('Initial values of `vars`.'),
    env: list('Names of environment variables that expressions may read.', { type: 'string' }),
    secrets: list('Names of secrets that whoever runs it supplies.', { type: 'string' }),
    settings: {
      type: 'object',
      description: 'Limits and rules of a run.',
      properties: {
        concurrency: { type: 'integer', description: 'Steps that may run at once; default 10.' },
        timeout: duration('Default time limit of one attempt.'),
        runTimeout: duration('Time limit of the whole run.'),
        missing: {
          enum: ['error', 'null', 'literal'],
          description: 'What a binding to a missing key means; default `error`.',
        },
      },
    },
    steps: { $ref: '#/$defs/steps' },
    edges: { $ref: '#/$defs/edges' },
    pins: map('Fixed outputs, by step id.'),
    samples: list('Example inputs that come with the file.', {
      type: 'object',
      properties: { name: text('What the example is called.'), input: map('The input.') },
    }),
    layout: map('Places of the boxes on the canvas, by step id.'),
  },
  $defs: {
    steps: {
      type: 'object',
      description: 'The steps, by id.',
      additionalProperties: { $ref: '#/$defs/step' },
    },
    step,
    edges: list('Wires: `from -> to` or `from.port -> to.port`.', { type: 'string' }),
  },
};
