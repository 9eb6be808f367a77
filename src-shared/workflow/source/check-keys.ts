import type { MapEntry } from './node';
import { sourceLimits } from './limits';
import type { ProblemList } from './problem-list';

/** Names that reach an object's prototype in careless code; no key may have one, at any depth. */
export const forbiddenKeys: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

export function checkKeys(entries: readonly MapEntry[], problems: ProblemList): void {
  if (entries.length > sourceLimits.keysPerMap) {
    const last = entries[sourceLimits.keysPerMap];
    problems.add({
      code: 'TOO_MANY_KEYS',
      message: `A map has ${entries.length} keys, the limit is ${sourceLimits.keysPerMap}`,
      hint: 'Read large data from a file with a step.',
      from: last?.keyFrom ?? 0,
      to: last?.keyTo ?? 0,
    });
  }
  const seen = new Map<string, MapEntry>();
  for (const entry of entries) {
    const { key, keyFrom: from, keyTo: to } = entry;
    if (seen.has(key)) {
      problems.add({
        code: 'KEY_DUPLICATE',
        message: `The key "${shorten(key)}" is written twice in one map`,
        hint: 'Rename or remove one of them; the first one counts.',
        from,
        to,
      });
      continue;
    }
    seen.set(key, entry);
    if (forbiddenKeys.has(key)) {
      problems.add({
        code: 'KEY_FORBIDDEN',
        message: `The key "${key}" is not allowed`,
        hint: 'Choose another name.',
        from,
        to,
      });
    } else if (key === '<<') {
      problems.add({
        code: 'YAML_MERGE',
        message: 'Merge keys (<<) are not part of YAML 1.2',
        hint: 'Write the keys out.',
        from,
        to,
      });
    }
  }
  reportConfusable(seen, problems);
}

function reportConfusable(seen: ReadonlyMap<string, MapEntry>, problems: ProblemList): void {
  const normalised = new Map<string, string>();
  for (const [key, entry] of seen) {
    // ASCII is its own normal form; almost every key ends here.
    if (!/[^\x20-\x7e]/.test(key)) continue;
    const form = key.normalize('NFKC');
    const other = normalised.get(form) ?? (form !== key && seen.has(form) ? form : undefined);
    if (other !== undefined && other !== key) {
      problems.add({
        code: 'KEY_CONFUSABLE',
        severity: 'warning',
        message: `The key "${shorten(key)}" looks like another key of the same map, but is written with other characters`,
        hint: 'Rename one of the two.',
        from: entry.keyFrom,
        to: entry.keyTo,
      });
    }
    normalised.set(form, key);
  }
}

/** A name as it may stand in a message: one line, not long. */
export function shorten(text: string, length = 60): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '�');
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
