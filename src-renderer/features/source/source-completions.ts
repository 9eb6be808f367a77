import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { StepDefinition } from '@shared/steps/define-step';
import { configJsonSchema } from '@shared/steps/config-json-schema';
import type { ExpressionCompletion } from '../editors';
import {
  defaultOf,
  descriptionOf,
  keysOf,
  type SchemaKey,
  type SchemaNode,
  schemasAt,
  valuesOf,
} from './schema-walk';
import { yamlContext, type YamlContext } from './yaml-context';

/** One thing the source editor offers at the caret. */
export interface SourceCompletion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'kind' | 'step' | 'port';
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  readonly insert: string;
  readonly from: number;
  /** Ask again after inserting: a key is there, now its value. */
  readonly again?: boolean;
}

export interface SourceStep {
  readonly id: string;
  readonly title: string | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The container it lies in; null at the top level. */
  readonly container: string | null;
}

/** What the source editor knows about the workflow and the kinds. */
export interface SourceKnowledge {
  readonly schema: JsonObject;
  readonly definitions: readonly StepDefinition[];
  readonly steps: readonly SourceStep[];
  /** The kind of a step, also while the text cannot be read as a whole. */
  readonly kindOf: (step: string) => string | undefined;
}

/** Everything that may be written at an offset of the source, expressions apart. */
export function completeSource(
  text: string,
  offset: number,
  knowledge: SourceKnowledge,
): SourceCompletion[] {
  const context = yamlContext(text, offset);
  if (!context) return [];
  if (context.inItem && context.path.at(-2) === 'edges') return edgeEnds(context, knowledge);
  if (context.key === 'kind' && stepPath(context.path)?.rest.length === 0) {
    return kindValues(context, knowledge);
  }
  const nodes = schemasFor(context.path, knowledge);
  if (context.key === null) return keyCompletions(context, nodes);
  const values = schemasFor([...context.path, context.key], knowledge);
  return valuesOf(values).map((value) => valueCompletion(value, context.from));
}

/** What a key means, for the hover. */
export function describeKey(
  path: readonly (string | number)[],
  knowledge: SourceKnowledge,
): string | undefined {
  const nodes = schemasFor(path, knowledge);
  const said = descriptionOf(nodes);
  if (said === undefined) return undefined;
  const choices = valuesOf(nodes).map(asCode);
  const shown = choices.slice(0, mostChoices).join(', ');
  const more = choices.length > mostChoices ? ' …' : '';
  const fallback = defaultOf(nodes);
  return [
    said,
    ...(choices.length > 1 ? [`One of ${shown}${more}`] : []),
    ...(fallback === undefined ? [] : [`Without it: ${asCode(fallback)}`]),
  ].join('\n\n');
}

/** More choices than that are a list to complete from, not to read. */
const mostChoices = 12;

function asCode(value: JsonValue): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** The schema below a path: a step's settings come from its kind. */
function schemasFor(
  path: readonly (string | number)[],
  knowledge: SourceKnowledge,
): readonly SchemaNode[] {
  const place = stepPath(path);
  if (place?.rest[0] === 'with') {
    const kind = knowledge.kindOf(place.step);
    const definition = knowledge.definitions.find((candidate) => candidate.kind === kind);
    if (!definition) return [];
    const schema = configJsonSchema(definition);
    return schemasAt({ schema, root: schema }, place.rest.slice(1));
  }
  return schemasAt({ schema: knowledge.schema, root: knowledge.schema }, path);
}

/** The innermost step on a path, and what is left of the path below it. */
export function stepPath(
  path: readonly (string | number)[],
): { readonly step: string; readonly rest: readonly (string | number)[] } | null {
  let at = 0;
  let step: string | null = null;
  while (path[at] === 'steps' && typeof path[at + 1] === 'string') {
    step = String(path[at + 1]);
    at += 2;
  }
  return step === null ? null : { step, rest: path.slice(at) };
}

function keyCompletions(context: YamlContext, nodes: readonly SchemaNode[]): SourceCompletion[] {
  return keysOf(nodes)
    .filter(({ key }) => !context.siblings.has(key))
    .map((key) => ({
      label: key.key,
      kind: 'key',
      detail: key.type,
      documentation: key.description,
      insert: keyText(key, context),
      from: context.from,
      again: true,
    }));
}

/** A map or a list begins on the next line, anything else after a space. */
function keyText({ key, type }: SchemaKey, context: YamlContext): string {
  if (type !== 'object' && type !== 'array') return `${key}: `;
  const indent = '  '.repeat(context.path.filter((part) => typeof part === 'string').length + 1);
  return type === 'array' ? `${key}:\n${indent}- ` : `${key}:\n${indent}`;
}

function kindValues(context: YamlContext, { definitions }: SourceKnowledge): SourceCompletion[] {
  return definitions.map((definition) => ({
    label: definition.kind,
    kind: 'kind',
    detail: definition.title,
    documentation: definition.description,
    insert: definition.kind,
    from: context.from,
  }));
}

function valueCompletion(value: JsonValue, from: number): SourceCompletion {
  const text = typeof value === 'string' ? scalarText(value) : JSON.stringify(value);
  return { label: text, kind: 'value', insert: text, from };
}

/** Text that YAML would read as something else is quoted. */
function scalarText(value: string): string {
  return /^[A-Za-z][\w .-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

const edgePattern = /^(?:["'])?([\w]*)(\.[\w-]*)?(\s*->\s*)?([\w]*)?(\.[\w-]*)?$/;

/** Step ids and ports in `from.port -> to.port`. */
function edgeEnds(context: YamlContext, { steps }: SourceKnowledge): SourceCompletion[] {
  const match = edgePattern.exec(context.prefix);
  if (!match) return [];
  const [, first = '', firstPort, arrow, second = '', secondPort] = match;
  const end = context.from + context.prefix.length;
  const container = stepPath(context.path)?.step ?? null;
  const atTarget = arrow !== undefined;
  const port = atTarget ? secondPort : firstPort;
  const id = atTarget ? second : first;
  if (port !== undefined) {
    const step = steps.find((candidate) => candidate.id === id);
    const ports = (atTarget ? step?.inputs : step?.outputs) ?? [];
    return ports.map((name) => ({
      label: name,
      kind: 'port',
      detail: `of ${id}`,
      insert: name,
      from: end - port.length + 1,
    }));
  }
  return steps
    .filter((step) => step.container === container && !(atTarget && step.id === first))
    .map((step) => ({
      label: step.id,
      kind: 'step',
      detail: step.title,
      insert: atTarget ? step.id : `${step.id} -> `,
      from: end - id.length,
      again: !atTarget,
    }));
}

/** The template around the caret: the text of the value, and where in it the caret stands. */
export function templateAt(
  text: string,
  offset: number,
): { readonly template: string; readonly start: number; readonly caret: number } | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const caret = offset - lineStart;
  const open = line.lastIndexOf('{{', Math.max(0, caret - 1));
  if (open < 0 || open + 2 > caret) return null;
  const close = line.indexOf('}}', open);
  if (close >= 0 && close < caret) return null;
  const end = close < 0 ? line.length : close + 2;
  return {
    template: line.slice(open, end),
    start: lineStart + open,
    caret: caret - open,
  };
}

/** An expression's completion, moved to where the expression stands in the source. */
export function shiftCompletion(item: ExpressionCompletion, by: number): ExpressionCompletion {
  return { ...item, range: { from: item.range.from + by, to: item.range.to + by } };
}
