import { z } from 'zod';
import type { JsonObject } from '../lib/json';
import type { StepDefinition } from './define-step';

const cache = new WeakMap<StepDefinition, JsonObject>();

/**
 * JSON Schema 2020-12 of a kind's settings after bindings are resolved, with titles and
 * descriptions. Forms and editors are generated from it; a binding may stand for any value.
 */
export function configJsonSchema(definition: StepDefinition): JsonObject {
  const known = cache.get(definition);
  if (known) return known;
  const { $schema: _, ...schema } = z.toJSONSchema(definition.config, {
    io: 'input',
    unrepresentable: 'any',
  });
  // A JSON Schema document is JSON; zod types it wider.
  const plain = JSON.parse(JSON.stringify(schema)) as JsonObject;
  cache.set(definition, plain);
  return plain;
}
