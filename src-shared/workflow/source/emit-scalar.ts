// How a new scalar is written: plain where YAML 1.2 and 1.1 readers agree on it, quoted otherwise,
// several lines as a literal block.

export type QuoteStyle = 'plain' | 'single' | 'double';

/** A literal block: the header stands after the key, the lines below it. */
export interface BlockText {
  readonly header: string;
  /** Without indentation. */
  readonly lines: readonly string[];
}

/** One-line form of a scalar. `flow` = it stands inside { } or [ ]. */
export function emitInline(
  value: null | boolean | number | string,
  flow: boolean,
  prefer: QuoteStyle = 'plain',
): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  if (prefer === 'plain' && isPlainSafe(value, flow)) return value;
  const singleFits = isPrintable(value) && !/\n/.test(value);
  if (singleFits && prefer === 'single') return single(value);
  // Quotes and backslashes read better unescaped.
  if (singleFits && prefer === 'plain' && /["\\]/.test(value) && !value.includes("'")) {
    return single(value);
  }
  return emitDouble(value);
}

/** A key in front of a colon. */
export function emitKey(key: string, prefer: QuoteStyle = 'plain'): string {
  // `y` and `n` are booleans to YAML 1.1, but every editor of this format reads them as keys.
  if (prefer === 'plain' && /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && key.length < 200) return key;
  if (prefer === 'plain' && isPlainSafe(key, true) && key.length < 200) return key;
  return prefer === 'single' && isPrintable(key) && !/\n/.test(key) ? single(key) : emitDouble(key);
}

export function emitDouble(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function single(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The literal block of a text of several lines; null when only quotes can hold it. */
export function emitBlock(value: string, indent: number, kept: boolean): BlockText | null {
  if (!value.includes('\n') || !isPrintable(value)) return null;
  // Lines of blanks alone at the end, or nothing but line breaks: block rules get intricate.
  if (/\n[ \t]+$/.test(value) || /^\s*$/.test(value)) return null;
  const trailing = /\n*$/.exec(value)?.[0].length ?? 0;
  if (trailing > 1 && !kept) return null;
  const chomp = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const firstLine = /^\n*([^\n]*)/.exec(value)?.[1] ?? '';
  const hasIndicator = /^[ \t]/.test(firstLine) || /^\n*[ \t]+\n/.test(value);
  const lines = (trailing === 0 ? value : value.slice(0, -1)).split('\n');
  return { header: `|${hasIndicator ? indent : ''}${chomp}`, lines };
}

function isPrintable(value: string): boolean {
  return /^[\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u.test(
    value,
  );
}

const otherTypes =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.(?:inf|nan)|[-+]?[0-9.][0-9a-fx_.:+-]*|=)$/i;

function isPlainSafe(value: string, flow: boolean): boolean {
  if (value === '' || value.trim() !== value || /[\n\t]/.test(value)) return false;
  if (!isPrintable(value) || otherTypes.test(value)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`<]/.test(value)) return false;
  if (/:(?:\s|$)|\s#/.test(value)) return false;
  if (/^(?:---|\.\.\.)/.test(value)) return false;
  return !flow || !/[,[\]{}:]/.test(value);
}
