import { isJsonObject, type JsonValue } from '@shared/lib/json';
import { labelOf } from '@shared/types/label';
import { partsOfType, type Field, type Type } from '@shared/types/type';

/** Something that flows into a step: a name that its settings can use. */
export interface FlowSource {
  /** How settings write it: `steps.fetch`. */
  readonly expression: string;
  /** What people call it: the step's title. */
  readonly title: string;
  readonly type: Type | null;
  /** What it held in the shown run, or in a sample; undefined where nothing is known. */
  readonly value: JsonValue | undefined;
}

/** One visible line: a source, or a part of one. */
export interface FlowRow {
  /** Its expression: unique, and what is put into a setting. */
  readonly expression: string;
  readonly depth: number;
  readonly label: string;
  /** Null where nothing is known. */
  readonly type: Type | null;
  readonly optional: boolean;
  readonly value: JsonValue | undefined;
  readonly expandable: boolean;
  readonly expanded: boolean;
}

/** Parts of one value that are listed: a field is looked for by name, not scrolled to. */
const mostParts = 200;
/** Items of a list: they are alike. */
const mostItems = 20;
const deepest = 12;

/** The lines of a tree of sources of which those in `expanded` are open. */
export function flowRows(
  sources: readonly FlowSource[],
  expanded: ReadonlySet<string>,
): readonly FlowRow[] {
  const rows: FlowRow[] = [];
  for (const { expression, title, type, value } of sources) {
    addRow(rows, { expression, label: title, type, optional: false, value }, 0, expanded);
  }
  return rows;
}

interface Part {
  readonly expression: string;
  readonly label: string;
  readonly type: Type | null;
  readonly optional: boolean;
  readonly value: JsonValue | undefined;
}

function addRow(rows: FlowRow[], part: Part, depth: number, expanded: ReadonlySet<string>): void {
  const { expression, label, type, optional, value } = part;
  const expandable = depth < deepest && hasParts(part);
  const open = expandable && expanded.has(expression);
  rows.push({
    expression,
    depth,
    label,
    type,
    optional,
    value,
    expandable,
    expanded: open,
  });
  if (open) for (const inner of partsOf(part)) addRow(rows, inner, depth + 1, expanded);
}

/** Its type in a few characters, for the rows that are drawn; empty where nothing is known. */
export function typeText({ type, optional }: Pick<FlowRow, 'type' | 'optional'>): string {
  if (type === null || type.kind === 'any') return '';
  return `${labelOf(type, { most: 40 })}${optional ? '?' : ''}`;
}

/** Whether there is anything below; there may be thousands of rows of which few are opened. */
function hasParts({ type, value }: Part): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isJsonObject(value)) return Object.keys(value).length > 0 || fieldsOf(type).size > 0;
  if (value !== undefined && value !== null) return false;
  return (type === null ? [] : partsOfType(type)).some(
    (part) =>
      (part.kind === 'object' && part.fields.size > 0) ||
      (part.kind === 'list' && part.item.kind !== 'any'),
  );
}

/** What a value has, and what its type says it may have. */
function partsOf({ expression, type, value }: Part): readonly Part[] {
  if (Array.isArray(value)) return itemsOf(expression, type, value as readonly JsonValue[]);
  if (isJsonObject(value)) return membersOf(expression, type, value);
  if (value !== undefined && value !== null) return [];
  const known = type === null ? [] : partsOfType(type);
  if (known.some(({ kind }) => kind === 'object')) return membersOf(expression, type, {});
  const list = known.find((one) => one.kind === 'list');
  return list?.kind === 'list' && list.item.kind !== 'any'
    ? [itemPart(expression, list.item, 0, undefined)]
    : [];
}

function itemsOf(
  expression: string,
  type: Type | null,
  items: readonly JsonValue[],
): readonly Part[] {
  const list = type === null ? undefined : partsOfType(type).find(({ kind }) => kind === 'list');
  const item = list?.kind === 'list' ? list.item : null;
  return items.slice(0, mostItems).map((value, index) => itemPart(expression, item, index, value));
}

function itemPart(
  expression: string,
  type: Type | null,
  index: number,
  value: JsonValue | undefined,
): Part {
  const label = String(index);
  return { expression: `${expression}[${label}]`, label, type, optional: false, value };
}

function membersOf(
  expression: string,
  type: Type | null,
  value: Readonly<Record<string, JsonValue>>,
): readonly Part[] {
  const fields = fieldsOf(type);
  const keys = [...new Set([...Object.keys(value), ...fields.keys()])];
  return keys.slice(0, mostParts).map((key): Part => {
    const field = fields.get(key);
    const there = Object.hasOwn(value, key);
    // What may be missing is read with `?.`, so that the setting holds in the run where it is.
    const lenient = field?.optional === true && !there;
    return {
      expression: `${expression}${memberText(key, lenient)}`,
      label: key,
      type: field?.type ?? null,
      optional: field?.optional === true,
      value: there ? value[key] : undefined,
    };
  });
}

function fieldsOf(type: Type | null): ReadonlyMap<string, Field> {
  const object =
    type === null ? undefined : partsOfType(type).find(({ kind }) => kind === 'object');
  return object?.kind === 'object' ? object.fields : new Map<string, Field>();
}

function memberText(key: string, lenient: boolean): string {
  if (/^[A-Za-z_$][\w$]*$/.test(key)) return `${lenient ? '?.' : '.'}${key}`;
  return `${lenient ? '?.' : ''}[${JSON.stringify(key)}]`;
}
