const longest = 200;

/** A value as one short line: texts in quotes, lists and objects as JSON, cut when long. */
export function previewText(value: unknown): string {
  if (value === undefined) return 'undefined';
  const text = Array.isArray(value)
    ? `${JSON.stringify(value.slice(0, 20))}${value.length > 20 ? ` … ${value.length} items` : ''}`
    : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
