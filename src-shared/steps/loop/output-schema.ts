import type { JsonObject } from '../../lib/json';

/** What a loop gives; its errors name the item where there are items. */
export function loopOutputSchema(items: boolean): JsonObject {
  const error = {
    type: 'object',
    properties: { code: { type: 'string' }, message: { type: 'string' } },
    required: ['code', 'message'],
  };
  return {
    type: 'object',
    properties: {
      results: {
        type: 'array',
        description: 'One value per iteration that began; null if it failed.',
      },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: { index: { type: 'integer' }, ...(items && { item: {} }), error },
          required: items ? ['index', 'item', 'error'] : ['index', 'error'],
        },
      },
      count: { type: 'integer', description: 'Iterations that began.' },
    },
    required: ['results', 'errors', 'count'],
  };
}
