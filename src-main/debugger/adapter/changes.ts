import { evaluateAt } from '@shared/debug/roots';
import type { JsonValue } from '@shared/lib/json';
import type { Recorded } from '@shared/runs/recorded';
import { type Container, type Editable, loadBlob } from './containers';
import type { Conversation, FrameRef } from './conversation';
import { protocolError } from './protocol-error';
import { frameAt, withPart } from './values';
import { stopAt } from './stop-at';

// What a person changes while a run stands still.

/** A value of so many bytes can be changed in part; a larger one is replaced as a whole. */
const changeLimit = 16_000_000;

/** What somebody typed as a value: JSON, an expression in braces, else the text itself. */
export function readValue(text: string, evaluate: (template: string) => JsonValue): JsonValue {
  if (text.includes('{{')) return evaluate(text);
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The same in a frame. */
export function readValueIn(talk: Conversation, ref: FrameRef | null, text: string): JsonValue {
  return readValue(text, (template) => {
    if (ref === null) return template;
    const { moment, frame } = frameAt(talk, ref);
    return plainValue(evaluateAt(moment.roots(frame), template));
  });
}

/** A result without the secrets in it. */
export function plainValue(value: unknown): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, plainValue(part)] as const),
    );
  }
  return '•••';
}

export interface Change {
  readonly what: Editable['what'];
  /** Of a variable. */
  readonly name: string;
  /** The new value of the whole. */
  readonly whole: JsonValue;
}

/** What setting a part comes to. */
export function changeOf(
  talk: Conversation,
  { what, path, root }: Editable,
  value: JsonValue,
): Change {
  const [first, ...rest] = path;
  if (what !== 'variable') return { what, name: '', whole: changed(talk, root, path, value) };
  if (typeof first !== 'string')
    throw protocolError('DEBUG_NO_VARIABLE', 'The variable has no name.');
  return { what, name: first, whole: changed(talk, root, rest, value) };
}

function changed(
  talk: Conversation,
  root: Recorded | null,
  path: readonly (string | number)[],
  value: JsonValue,
): JsonValue {
  if (path.length === 0) return value;
  const whole =
    root === null
      ? null
      : 'value' in root
        ? root.value
        : loadBlob(talk.host, root.blob, changeLimit);
  return withPart(whole, path, value);
}

/** What setting a variable that is shown comes to; null when it cannot be set. */
export function changeOfShown(
  talk: Conversation,
  container: Exclude<Container, { type: 'code' }>,
  name: string,
  value: JsonValue,
): Change | null {
  const { editable } = container;
  if (!editable) return null;
  const isItem = 'value' in container && Array.isArray(container.value);
  const isList = container.type === 'blob' && container.blob.type === 'array';
  const key = isItem || isList ? Number(name) : name;
  const isVariable = container.type === 'named' && editable.path.length === 0;
  const root = isVariable ? (container.values.get(name) ?? null) : editable.root;
  return changeOf(talk, { ...editable, root, path: [...editable.path, key] }, value);
}

/** Makes a change where a branch stands now. */
export async function applyChange(
  talk: Conversation,
  thread: number,
  { what, name, whole }: Change,
): Promise<void> {
  const stop = stopAt(talk, thread);
  const edit =
    what === 'variable'
      ? ({ type: 'variable', name, value: whole } as const)
      : ({ type: what, value: whole } as const);
  await talk.view.session?.edit(stop.id, edit);
  talk.edited();
}

/** The keys of a plain path such as `vars.list[0]["a b"]`; null when it is something else. */
export function pathOf(expression: string): { root: string; path: (string | number)[] } | null {
  const text = expression.trim().replace(/^\{\{\s*|\s*\}\}$/g, '');
  const [root] = /^[A-Za-z_$][\w$]*/.exec(text) ?? [];
  if (root === undefined) return null;
  const path: (string | number)[] = [];
  let at = root.length;
  const part =
    /(?:\.([A-Za-z_$][\w$]*))|(?:\[(\d{1,9})\])|(?:\[("(?:[^"\\]|\\.)*")\])|(?:\['([^'\\]*)'\])/y;
  while (at < text.length) {
    part.lastIndex = at;
    const match = part.exec(text);
    if (!match) return null;
    const [all, name, index, quoted, single] = match;
    if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) path.push(JSON.parse(quoted) as string);
    else path.push(name ?? single ?? '');
    at += all.length;
  }
  return { root, path };
}

/** Finds what an expression names among the things that can be changed in a frame. */
export function editableAt(talk: Conversation, ref: FrameRef, expression: string): Editable | null {
  const found = pathOf(expression);
  if (found === null) return null;
  const { place, moment, frame } = frameAt(talk, ref);
  const { root, path } = found;
  const scopes = moment.scopes(frame);
  const base = { isNow: true, thread: ref.thread, step: frame.step, scope: frame.path };
  if (root === 'vars' && path.length > 0) {
    const scope = scopes.find(({ name }) => name === 'Variables');
    const name = String(path[0]);
    const values =
      scope?.content.type === 'named' ? scope.content.values : new Map<string, Recorded>();
    return { ...base, what: 'variable', path, root: values.get(name) ?? null };
  }
  const { stop } = place;
  if (root === 'steps' && stop && path[0] === stop.step && frame === moment.frames[0]) {
    const scope = scopes.find(({ name }) => name === 'Output');
    const output = scope?.content.type === 'value' ? scope.content.value : null;
    return { ...base, what: 'output', path: path.slice(1), root: output };
  }
  return null;
}
