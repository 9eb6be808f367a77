import type { JsonValue } from '@shared/lib/json';

/** `maxRedirects` as `Max redirects`: what a setting without a title is called. */
export function settingLabel(key: string): string {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A choice as it is shown: names of methods and the like stay as they are written. */
export function optionLabel(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value === '') return 'None';
  return names[value] ?? (/^[a-z]/.test(value) ? settingLabel(value) : value);
}

/** Proper names that are not written as words. */
const names: Readonly<Record<string, string>> = {
  json: 'JSON',
  jsonl: 'JSON lines',
  csv: 'CSV',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  'api-key': 'API key',
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'windows-1252': 'Windows-1252',
};
