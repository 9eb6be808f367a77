import { configJsonSchema } from '@shared/steps/config-json-schema';
import { allStepDefinitions } from '@shared/steps';
import { describe, expect, it } from 'vitest';
import { workflowFields } from '../workflow-settings/workflow-fields';
import type { FieldModel, FieldWidget } from './field-model';
import { formModel } from './form-model';
import { formSections } from './form-sections';

const drawable: Readonly<Record<FieldWidget, true>> = {
  text: true,
  multiline: true,
  code: true,
  expression: true,
  json: true,
  number: true,
  switch: true,
  select: true,
  'key-value': true,
  list: true,
  'file-open': true,
  'file-save': true,
  duration: true,
  'date-time': true,
  'json-schema': true,
  secret: true,
  object: true,
  variants: true,
};

const noHints = { form: {}, verbatim: [], lazy: [] };

function flat(fields: readonly FieldModel[]): FieldModel[] {
  return fields.flatMap((field) => [
    field,
    ...flat(field.fields),
    ...flat(field.item ? [field.item] : []),
    ...flat(field.variants.flatMap((variant) => variant.fields)),
  ]);
}

describe('formModel of every step kind', () => {
  it.each(allStepDefinitions.map((definition) => [definition.kind, definition] as const))(
    'draws every setting of %s',
    (_kind, definition) => {
      const schema = configJsonSchema(definition);
      const fields = formModel(definition, schema);
      const keys = Object.keys((schema['properties'] ?? {}) as object);
      expect(fields.map((field) => field.key).sort()).toEqual(keys.sort());
      for (const field of flat(fields)) {
        expect(drawable[field.widget]).toBe(true);
        expect(field.label).not.toBe('');
        if (field.widget === 'select') expect(field.options.length).toBeGreaterThan(0);
        if (field.widget === 'list') expect(field.item).toBeDefined();
        if (field.widget === 'object') expect(field.fields.length).toBeGreaterThan(0);
      }
      expect(
        fields
          .filter((field) => !field.bindable)
          .map((field) => field.key)
          .sort(),
      ).toEqual([...definition.verbatim].sort());
      for (const lazy of definition.lazy) {
        const field = fields.find(({ key }) => key === lazy.key);
        expect(field?.locals).toEqual(lazy.locals);
        expect(field?.seesBody).toBe(lazy.seesBody ?? false);
      }
    },
  );

  it('draws the workflow settings with the same widgets', () => {
    for (const field of flat(workflowFields)) expect(drawable[field.widget]).toBe(true);
  });
});

describe('formModel', () => {
  it('keeps the order of the hints and puts the rest after them', () => {
    const schema = { properties: { a: { type: 'string' }, b: { type: 'number' }, c: {} } };
    const fields = formModel({ ...noHints, form: { b: {}, a: {} } }, schema);
    expect(fields.map((field) => [field.key, field.widget])).toEqual([
      ['b', 'number'],
      ['a', 'text'],
      ['c', 'expression'],
    ]);
  });

  it('tells required settings from those with a default', () => {
    const [a, b, c] = formModel(noHints, {
      required: ['a', 'b'],
      properties: {
        a: { type: 'string' },
        b: { type: 'string', default: 'x' },
        c: { type: 'string' },
      },
    });
    expect([a?.required, b?.required, c?.required]).toEqual([true, false, false]);
    expect(b?.defaultValue).toBe('x');
  });

  it('finds the member that tells variants apart', () => {
    const [auth] = formModel(noHints, {
      properties: {
        auth: {
          oneOf: [
            { type: 'object', properties: { type: { const: 'none' } } },
            {
              type: 'object',
              properties: { type: { const: 'basic' }, user: { type: 'string' } },
              required: ['user'],
            },
          ],
        },
      },
    });
    expect(auth?.widget).toBe('variants');
    expect(auth?.discriminator).toBe('type');
    expect(auth?.variants.map((variant) => variant.fields.map((field) => field.key))).toEqual([
      [],
      ['user'],
    ]);
  });

  it('ends at recursive schemas', () => {
    const fields = formModel(noHints, {
      $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } },
      properties: { root: { $ref: '#/$defs/tree' } },
    });
    expect(flat(fields).length).toBeLessThan(20);
    expect(flat(fields).at(-1)?.widget).toBe('json');
  });
});

describe('formSections', () => {
  const fields = formModel(
    {
      ...noHints,
      form: {
        plain: {},
        hidden: { visibleWhen: () => false },
        rare: { advanced: true },
        grouped: { group: 'G' },
      },
    },
    { properties: { plain: {}, hidden: {}, rare: {}, grouped: {} } },
  );
  const keys = (members: readonly FieldModel[]): string[] => members.map((field) => field.key);

  it('groups, folds and hides', () => {
    const sections = formSections(fields, {});
    expect(sections.groups.map((group) => [group.title, keys(group.fields)])).toEqual([
      [null, ['plain']],
      ['G', ['grouped']],
    ]);
    expect(keys(sections.advanced)).toEqual(['rare']);
    expect(sections.advancedSet).toBe(0);
  });

  it('shows a hidden setting that the file has, and counts folded ones', () => {
    const sections = formSections(fields, { hidden: 1, rare: 2 });
    expect(keys(sections.groups[0]?.fields ?? [])).toEqual(['plain', 'hidden']);
    expect(sections.advancedSet).toBe(1);
  });
});
