import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { FormField, StepDefinition } from '@shared/steps/define-step';
import type { FieldModel, FieldVariant, FieldWidget } from './field-model';
import {
  branchesOf,
  choicesOf,
  isRequired,
  propertiesOf,
  resolveSchema,
  singleType,
  textOf,
} from './json-schema-nodes';
import { optionLabel, settingLabel } from './setting-label';

const deepest = 6;

/** The parts of a definition that the form is generated from. */
export type FormSource = Pick<StepDefinition, 'form' | 'verbatim' | 'lazy'>;

/** The form of a step kind: hinted settings in the order of the hints, then the others. */
export function formModel(source: FormSource, schema: JsonObject): FieldModel[] {
  const root = resolveSchema(schema, schema);
  const properties = new Map(allProperties(root, schema));
  const hinted = Object.keys(source.form).filter((key) => properties.has(key));
  const rest = [...properties.keys()].filter((key) => !hinted.includes(key));
  return [...hinted, ...rest].map((key) =>
    fieldModel(key, properties.get(key), schema, {
      hint: source.form[key] ?? {},
      required: isRequired(root, key),
      bindable: !source.verbatim.includes(key),
      locals: source.lazy.find((lazy) => lazy.key === key)?.locals ?? [],
      seesBody: source.lazy.find((lazy) => lazy.key === key)?.seesBody ?? false,
      depth: 0,
    }),
  );
}

/** Properties of the object itself and, for a union at the top, of every branch. */
function allProperties(schema: JsonObject, root: JsonObject): (readonly [string, JsonValue])[] {
  const own = propertiesOf(schema);
  const inherited = branchesOf(schema, root).flatMap((branch) => propertiesOf(branch));
  return [...inherited, ...own];
}

interface FieldContext {
  readonly hint: FormField;
  readonly required: boolean;
  readonly bindable: boolean;
  readonly locals: readonly string[];
  readonly seesBody: boolean;
  readonly depth: number;
}

/** The model of one setting. Exported for the rows of lists and tables. */
export function fieldModel(
  key: string,
  rawSchema: JsonValue | undefined,
  root: JsonObject,
  context: FieldContext,
): FieldModel {
  const schema = resolveSchema(rawSchema, root);
  const { hint } = context;
  const inner = { ...context, hint: {}, required: true, depth: context.depth + 1 };
  const variants = context.depth < deepest ? variantsOf(schema, root, inner) : undefined;
  const widget = hint.widget ?? inferWidget(schema, root, variants !== undefined, context.depth);
  const help = hint.help ?? textOf(schema, 'description');
  const defaultValue = schema['default'];
  const item = itemModel(key, schema, root, inner, widget);
  return {
    key,
    label: hint.label ?? textOf(schema, 'title') ?? settingLabel(key),
    ...(help !== undefined && { help }),
    ...(hint.placeholder !== undefined && { placeholder: hint.placeholder }),
    widget,
    schema,
    required: context.required && defaultValue === undefined,
    ...(defaultValue !== undefined && { defaultValue }),
    options: (choicesOf(schema, root) ?? []).map((value) => ({ value, label: optionLabel(value) })),
    fields: widget === 'object' ? memberModels(schema, root, inner) : [],
    ...(item && { item }),
    ...(widget === 'variants' && variants && { discriminator: variants.key }),
    variants: widget === 'variants' && variants ? variants.branches : [],
    ...(hint.language !== undefined && { language: hint.language }),
    ...(hint.group !== undefined && { group: hint.group }),
    advanced: hint.advanced ?? false,
    ...(hint.visibleWhen && { visibleWhen: hint.visibleWhen }),
    bindable: context.bindable,
    locals: context.locals,
    seesBody: context.seesBody,
  };
}

function memberModels(schema: JsonObject, root: JsonObject, context: FieldContext): FieldModel[] {
  return propertiesOf(schema).map(([key, member]) =>
    fieldModel(key, member, root, { ...context, required: isRequired(schema, key) }),
  );
}

function itemModel(
  key: string,
  schema: JsonObject,
  root: JsonObject,
  context: FieldContext,
  widget: FieldWidget,
): FieldModel | undefined {
  if (context.depth > deepest) return undefined;
  if (widget === 'list') return fieldModel(key, schema['items'], root, context);
  if (widget === 'key-value') {
    const values = schema['additionalProperties'];
    return fieldModel('value', values, root, context);
  }
  return undefined;
}

function inferWidget(
  schema: JsonObject,
  root: JsonObject,
  hasVariants: boolean,
  depth: number,
): FieldWidget {
  if (choicesOf(schema, root)) return 'select';
  if (hasVariants) return 'variants';
  if (depth >= deepest) return 'json';
  switch (singleType(schema)) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'array':
      return schema['items'] === undefined ? 'json' : 'list';
    case 'object':
      return objectWidget(schema);
    default:
      return branchesOf(schema, root).length > 0 ? 'json' : 'expression';
  }
}

function objectWidget(schema: JsonObject): FieldWidget {
  if (propertiesOf(schema).length > 0) return 'object';
  const values = schema['additionalProperties'];
  return values === undefined || values === false ? 'json' : 'key-value';
}

/** A union of objects that each fix one shared member: `auth: { type: 'basic' | 'bearer' … }`. */
function variantsOf(
  schema: JsonObject,
  root: JsonObject,
  context: FieldContext,
): { readonly key: string; readonly branches: readonly FieldVariant[] } | undefined {
  const branches = branchesOf(schema, root);
  const [first] = branches;
  if (!first || branches.length < 2) return undefined;
  const key = propertiesOf(first)
    .map(([name]) => name)
    .find((name) => branches.every((branch) => constantOf(branch, name, root) !== undefined));
  if (key === undefined) return undefined;
  return {
    key,
    branches: branches.map((branch) => {
      const value = constantOf(branch, key, root) ?? null;
      return {
        value,
        label: textOf(branch, 'title') ?? optionLabel(value),
        fields: memberModels(branch, root, context).filter((field) => field.key !== key),
      };
    }),
  };
}

function constantOf(branch: JsonObject, name: string, root: JsonObject): JsonValue | undefined {
  const member = propertiesOf(branch).find(([key]) => key === name)?.[1];
  return member === undefined ? undefined : resolveSchema(member, root)['const'];
}
