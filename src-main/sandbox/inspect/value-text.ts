import type { CodeValue } from '@shared/debug/code-target';
import type { EntryPreview, PreviewProperty, RemoteObject } from './messages';

// Values as short texts. The inspector's own previews are used: they call no getter.

const longestText = 200;
/** Kinds of objects whose description ends with how many items they have. */
const countedKinds = new Set(['array', 'typedarray', 'map', 'set', 'arraybuffer']);

/** A value without its handle. */
export function describeValue(remote: RemoteObject): CodeValue {
  const indexed = itemCount(remote);
  return {
    text: cut(textOf(remote)),
    type: typeOf(remote),
    ...(indexed !== undefined && { indexed }),
  };
}

export function itemCount({ subtype, description }: RemoteObject): number | undefined {
  if (subtype === undefined || !countedKinds.has(subtype)) return undefined;
  const count = /\((\d+)\)$/.exec(description ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}

function typeOf({ type, subtype, className }: RemoteObject): string {
  if (subtype === 'null') return 'null';
  return type === 'object' ? cut(className ?? 'Object') : type;
}

/** As it is written in code; long ones end with how long they are. */
export function quoted(text: string, length = text.length): string {
  const shown = JSON.stringify(text.slice(0, longestText));
  return length <= longestText
    ? shown
    : `${shown.slice(0, -1)}…" (${length.toLocaleString('en')} characters)`;
}

function textOf(remote: RemoteObject): string {
  const { type, subtype, value, unserializableValue, description = '' } = remote;
  switch (type) {
    case 'string':
      return quoted(String(value));
    case 'undefined':
      return 'undefined';
    case 'function':
      return functionText(description);
    case 'object':
      return subtype === 'null' ? 'null' : objectText(remote);
  }
  return unserializableValue ?? (description === '' ? String(value) : description);
}

function functionText(source: string): string {
  if (source.startsWith('class')) return (/^class\s*[\w$]*/.exec(source)?.[0] ?? 'class').trim();
  const name = /^(?:async\s+)?(?:function\s*\*?\s*)?([\w$]*)\s*\(/.exec(source)?.[1] ?? '';
  return `ƒ ${name}()`;
}

function objectText(remote: RemoteObject): string {
  const { subtype, className = 'Object', description = className, preview } = remote;
  switch (subtype) {
    case 'error':
      return description.split('\n', 1)[0] ?? className;
    case 'date':
    case 'regexp':
      return description;
    case 'proxy':
      return 'Proxy';
    case 'array':
    case 'typedarray': {
      const items = (preview?.properties ?? []).map(propertyText);
      const name = description.startsWith('Array(') ? description.slice(5) : description;
      return `${name} [${listed(items, preview?.overflow)}]`;
    }
    case 'map':
    case 'set': {
      const entries = preview?.entries ?? [];
      const items = entries.map(({ key, value }) =>
        key ? `${entryText(key)} → ${entryText(value)}` : entryText(value),
      );
      return `${description} {${listed(items, preview?.overflow)}}`;
    }
    case 'promise': {
      const state = preview?.properties.find(({ name }) => name === '[[PromiseState]]')?.value;
      const result = preview?.properties.find(({ name }) => name === '[[PromiseResult]]');
      if (state === undefined || state === 'pending' || !result) return `Promise (${state ?? '…'})`;
      return `Promise (${state}: ${propertyText(result)})`;
    }
  }
  const fields = (preview?.properties ?? []).map(
    (property) => `${property.name}: ${propertyText(property)}`,
  );
  const shown = `{${listed(fields, preview?.overflow)}}`;
  return className === 'Object' ? shown : `${className} ${shown}`;
}

function listed(items: readonly string[], overflow: boolean | undefined): string {
  return [...items, ...(overflow ? ['…'] : [])].join(', ');
}

function propertyText({ type, subtype, value = '' }: PreviewProperty): string {
  if (type === 'string') return JSON.stringify(value);
  if (type === 'function') return 'ƒ';
  if (type === 'accessor') return '(…)';
  if (type !== 'object' || subtype === 'null') return value;
  if (subtype === 'array') return value.startsWith('Array(') ? `${value.slice(5)} […]` : value;
  return value === 'Object' ? '{…}' : value;
}

function entryText({ type, description = '' }: EntryPreview): string {
  return type === 'string' ? JSON.stringify(description) : description;
}

export function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
