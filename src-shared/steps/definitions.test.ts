import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../lib/json';
import { checkConfig } from './check-config';
import { configJsonSchema } from './config-json-schema';
import type { StepDefinition } from './define-step';
import { allStepDefinitions, findStepDefinition, stepDefinitions } from './index';

// No kind is registered halfway: every folder, every registry line and every claim fit together.

const folder = resolve('src-shared/steps');
const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
  .map((entry) => entry.name);
const icons = new Set(
  readdirSync(resolve('node_modules/lucide-react/dist/esm/icons')).map((file) =>
    file.replace(/\.m?js$/, ''),
  ),
);

describe('stepDefinitions', () => {
  it('has one line per folder, under the name of the folder', () => {
    expect(Object.keys(stepDefinitions).sort()).toEqual(folders.sort());
    for (const [kind, definition] of Object.entries(stepDefinitions)) {
      expect(definition.kind).toBe(kind);
      expect(findStepDefinition(kind)).toBe(definition);
    }
    expect(findStepDefinition('no-such-kind')).toBeUndefined();
  });

  it('has no two kinds with the same title or icon', () => {
    for (const key of ['title', 'icon'] as const) {
      const values = allStepDefinitions.map((definition) => definition[key]);
      expect(values).toEqual([...new Set(values)]);
    }
  });
});

describe.each(allStepDefinitions.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (kind, definition) => {
    it('has settings, docs and tests in its folder', () => {
      for (const file of ['definition.ts', 'docs.ts']) {
        expect(existsSync(resolve(folder, kind, file)), `${kind}/${file}`).toBe(true);
      }
    });

    it('has a known icon, a sentence and search words', () => {
      expect(icons.has(definition.icon), definition.icon).toBe(true);
      expect(definition.description).toMatch(/^[A-Z].+\.$/);
      expect(definition.keywords.length).toBeGreaterThan(2);
    });

    it('has defaults that are accepted without a remark', () => {
      expect(checkConfig(definition, definition.defaults)).toEqual([]);
    });

    it('has a form and titles for exactly its settings', () => {
      const properties = propertiesOf(definition);
      const shownSomewhere = [...Object.keys(definition.form)].sort();
      expect(shownSomewhere).toEqual(Object.keys(properties).sort());
      for (const [key, schema] of Object.entries(properties)) {
        expect(isJsonObject(schema) && typeof schema['title'], key).toBe('string');
      }
      for (const key of [...definition.lazy.map((lazy) => lazy.key), ...definition.verbatim]) {
        expect(Object.keys(properties)).toContain(key);
      }
      for (const field of Object.values(definition.form)) {
        expect(typeof (field.visibleWhen?.(definition.defaults) ?? true)).toBe('boolean');
      }
    });

    it('answers every question for any settings, even nonsense', () => {
      for (const config of nonsense(definition)) {
        const ports = definition.ports(config);
        const names = ports.outputs.map((port) => port.name);
        expect(names).toEqual([...new Set(names)]);
        expect(['pure', 'idempotent', 'unsafe']).toContain(definition.effects(config));
        expect(definition.summary(config)).toMatch(/^.{1,140}$/);
        JSON.stringify(definition.outputSchema(config));
        expect(Array.isArray(checkConfig(definition, config))).toBe(true);
        definition.container?.locals(config);
      }
    });

    it('is documented with examples that are valid', () => {
      const examples = examplesOf(definition);
      expect(examples.some((example) => example.kind === kind)).toBe(true);
      for (const { kind: used, config } of examples) {
        const other = findStepDefinition(used);
        expect(other, used).toBeDefined();
        if (other) expect(checkConfig(other, config)).toEqual([]);
      }
    });
  },
);

function propertiesOf(definition: StepDefinition): JsonObject {
  const properties = configJsonSchema(definition)['properties'];
  return isJsonObject(properties) ? properties : {};
}

/** Each setting in turn missing, null, of a wrong type, and bound. */
function nonsense(definition: StepDefinition): JsonObject[] {
  const keys = Object.keys(propertiesOf(definition));
  const values = [null, 7, true, 'text', '{{ input.x }}', [], [null, 1, {}], { a: [1] }];
  return [
    {},
    definition.defaults,
    ...keys.flatMap((key) => values.map((value) => ({ ...definition.defaults, [key]: value }))),
  ];
}

/** Steps in the YAML blocks of a kind's docs, those inside containers included. */
function examplesOf(definition: StepDefinition): { kind: string; config: JsonObject }[] {
  const blocks = [...definition.docs.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) =>
    parse(match[1] ?? ''),
  );
  return blocks.flatMap((block: unknown) => stepsIn(block));
}

function stepsIn(graph: unknown): { kind: string; config: JsonObject }[] {
  const steps = isJsonObject(graph) ? graph['steps'] : undefined;
  if (!isJsonObject(steps)) return [];
  return Object.values(steps).flatMap((step) => {
    if (!isJsonObject(step)) return [];
    const config = isJsonObject(step['with']) ? step['with'] : {};
    return [{ kind: String(step['kind']), config }, ...stepsIn(step)];
  });
}
