/**
 * How many braces are missing after the caret, where `{{` was just typed: Monaco closes one that is
 * typed over selected text not at all. The braces that are there stand right after the caret.
 */
export function missingClosers(text: string, offset: number): number {
  const before = text.slice(0, offset);
  if (!before.endsWith('{{') || before.endsWith('{{{')) return 0;
  const after = text.slice(offset);
  const there = /^\}*/.exec(after)?.[0].length ?? 0;
  if (there >= 2) return 0;
  const close = after.indexOf('}}');
  const next = after.indexOf('{{');
  // Something further on closes it: braces were put in front of what stands there.
  if (close !== -1 && (next === -1 || close < next)) return 0;
  return 2 - there;
}
