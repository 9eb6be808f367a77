const longest = 200;

/** A value as one short line: texts in quotes, lists and objects as JSON, cut when long. */
export function previewText(value: unknown): string {
  if (value === undefined) return 'undefined';
  const text = Array.isArray(value)
    ? `${JSON.stringify(value.slice(0, 20), hideSecrets)}${value.length > 20 ? ` … ${value.length} items` : ''}`
    : JSON.stringify(value, hideSecrets);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A secret stands as a reference; its name is all there is to show. */
function hideSecrets(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$secret' in value) {
    return `secret ${String(value.$secret)}`;
  }
  return value;
}
