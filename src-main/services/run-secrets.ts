import { AppError } from '@shared/errors/app-error';
import { SecretRef, SecretText } from '@shared/expressions/types';
import type { JsonValue } from '@shared/lib/json';
import type { SecretSource } from '../engine/types';

// The secrets of one run, in memory only. They leave to the receiving step, and are taken out by
// value of everything that is about to be recorded, also where a step encoded them.

/** Shorter values are too common in ordinary text to be replaced. */
const shortest = 4;

export function createRunSecrets(values: Readonly<Record<string, string>>): SecretSource {
  const known = new Map(Object.entries(values));
  const forms = formsOf(known);
  const pattern =
    forms.size > 0 ? new RegExp([...forms.keys()].map(escapePattern).join('|'), 'g') : undefined;

  function text(name: string): string {
    const value = known.get(name);
    if (value !== undefined) return value;
    throw new AppError({
      code: 'SECRET_MISSING',
      kind: 'user',
      message: `The run was started without the secret "${name}".`,
      hint: 'Name it under `secrets:` and give its value when you start the run.',
    });
  }

  function redactText(value: string): string {
    if (!pattern || value.length < shortest) return value;
    return value.replace(pattern, (found) => `[secret ${forms.get(found) ?? ''}]`);
  }

  function redact(value: JsonValue): JsonValue {
    if (!pattern) return value;
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return mapChanged(value, redact);
    if (typeof value !== 'object' || value === null) return value;
    let changed = false;
    const entries = Object.entries(value).map(([key, child]): [string, JsonValue] => {
      const next: [string, JsonValue] = [redactText(key), redact(child)];
      changed ||= next[0] !== key || next[1] !== child;
      return next;
    });
    return changed ? Object.fromEntries(entries) : value;
  }

  return {
    reveal(value) {
      if (typeof value === 'string') return Promise.resolve(value);
      const parts = value instanceof SecretText ? value.parts : [value];
      try {
        return Promise.resolve(
          parts.map((part) => (part instanceof SecretRef ? text(part.name) : part)).join(''),
        );
      } catch (error) {
        return Promise.reject(error);
      }
    },
    redact,
  };
}

/** The same array when nothing in it changed, so that large values are not copied for nothing. */
function mapChanged(items: readonly JsonValue[], map: (item: JsonValue) => JsonValue): JsonValue {
  let changed = false;
  const mapped = items.map((item) => {
    const next = map(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? mapped : items;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Every writing of every secret, longest first, with the secret's name. */
function formsOf(secrets: ReadonlyMap<string, string>): Map<string, string> {
  const forms: [string, string][] = [];
  for (const [name, value] of secrets) {
    if (value.length < shortest) continue;
    for (const form of writingsOf(value)) {
      if (form.length >= shortest) forms.push([form, name]);
    }
  }
  return new Map(forms.sort(([a], [b]) => b.length - a.length));
}

function writingsOf(value: string): Set<string> {
  const bytes = Buffer.from(value, 'utf8');
  const encoded = encodeURIComponent(value.toWellFormed());
  return new Set([
    value,
    JSON.stringify(value).slice(1, -1),
    encoded,
    encoded.replaceAll('%20', '+'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...base64Writings(bytes),
  ]);
}

/** In base64 a text looks different at each of three offsets; the ends mix with its neighbours. */
function base64Writings(bytes: Buffer): string[] {
  const writings: string[] = [];
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = shifted.toString('base64').replaceAll('=', '');
    const first = offset === 0 ? 0 : offset + 1;
    const inner = whole.slice(first, Math.floor((shifted.length * 8) / 6));
    // A short rest would match by chance.
    if (inner.length < 6) continue;
    writings.push(inner, inner.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return writings;
}
