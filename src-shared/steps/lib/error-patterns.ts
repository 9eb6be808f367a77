import { z } from 'zod';

// Which errors a handler is for: codes, in which `*` stands for anything.

const pattern = /^[A-Z0-9_*]{1,80}$/;

export function errorPatterns() {
  return z.array(
    z.string().regex(pattern, {
      error: 'must be an error code such as HTTP_404, or a pattern such as HTTP_*',
    }),
  );
}

/** Whether an error with this code is one of those; an empty list means every error. */
export function matchesError(patterns: readonly string[], code: string): boolean {
  return patterns.length === 0 || patterns.some((one) => matches(one, code));
}

/** Walks from star to star, so that its time grows with the length of the code alone. */
function matches(text: string, code: string): boolean {
  const [first = '', ...rest] = text.split('*');
  const last = rest.pop();
  if (last === undefined) return code === text;
  if (!code.startsWith(first) || !code.endsWith(last)) return false;
  if (code.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = code.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= code.length - last.length;
}
