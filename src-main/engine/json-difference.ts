import { isJsonObject, type JsonValue } from '@shared/lib/json';

const longest = 60;

/**
 * Where two values differ first, in words; null when they are the same. The order of keys does not
 * count.
 */
export function differenceOf(recorded: JsonValue, asked: JsonValue, path = '$'): string | null {
  if (recorded === asked) return null;
  if (Array.isArray(recorded) && Array.isArray(asked)) return differingItem(recorded, asked, path);
  if (isJsonObject(recorded) && isJsonObject(asked)) {
    for (const key of Object.keys(recorded)) {
      if (!Object.hasOwn(asked, key)) return `${path}.${key} is missing`;
    }
    for (const [key, value] of Object.entries(asked)) {
      if (!Object.hasOwn(recorded, key)) return `${path}.${key} is new`;
      const difference = differenceOf(recorded[key] ?? null, value, `${path}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  return `${path} is ${inShort(asked)}, recorded was ${inShort(recorded)}`;
}

function differingItem(
  recorded: readonly JsonValue[],
  asked: readonly JsonValue[],
  path: string,
): string | null {
  for (let at = 0; at < Math.min(recorded.length, asked.length); at += 1) {
    const difference = differenceOf(recorded[at] ?? null, asked[at] ?? null, `${path}[${at}]`);
    if (difference !== null) return difference;
  }
  if (recorded.length === asked.length) return null;
  return `${path} has ${asked.length} items, recorded were ${recorded.length}`;
}

function inShort(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
