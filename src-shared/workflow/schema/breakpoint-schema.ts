import type { JsonObject } from '../../lib/json';
import { text } from './schema-parts';

const place: JsonObject = {
  type: 'string',
  pattern:
    '^\\s*([A-Za-z_][A-Za-z0-9_]*(:\\d+(:\\d+)?)?|[^\\s.]+(\\.[^\\s.]+)?\\s*->\\s*[^\\s.]+(\\.[^\\s.]+)?)\\s*$',
};

/** Breakpoints that the file shares. */
export const breakpointsSchema: JsonObject = {
  description: 'Where the debugger stops for everybody who opens the file. A run ignores them.',
  type: ['array', 'null'],
  items: {
    anyOf: [
      { ...place, description: 'A step, a wire or a line of code: where it stops.' },
      {
        type: 'object',
        additionalProperties: false,
        oneOf: [{ required: ['at'] }, { required: ['every'] }, { required: ['changes'] }],
        patternProperties: { '^x-': {} },
        properties: {
          at: {
            ...place,
            description: 'Before a step `fetch`, on a wire `a -> b`, at a line of code `code:12`.',
          },
          every: text('Before every step of a kind, such as `http-request`.'),
          changes: text('When a value changes: `vars.total` or `steps.fetch.body.total`.'),
          text: text('The line of code at which it stands, to find it again after an edit.'),
          enabled: { type: 'boolean', default: true, description: 'false: it never stops.' },
          when: text('Stops only where this is true; on a line it is code of that step.'),
          hits: {
            description: 'At the fifth hit: 5. Others: ">= 5", "> 5", "<= 5", "< 5", "% 5".',
            anyOf: [
              { type: 'integer', minimum: 0 },
              { type: 'string', pattern: '^\\s*(==|=|>=|<=|>|<|%)?\\s*\\d{1,9}\\s*$' },
            ],
          },
          log: text('Written to the debug console instead of stopping; may have bindings.'),
          after: text('Stops only after that breakpoint was hit: its `at`.'),
          iteration: {
            type: 'integer',
            minimum: 0,
            description: 'Only in this iteration of the innermost loop, counted from 0.',
          },
        },
      },
    ],
  },
};
