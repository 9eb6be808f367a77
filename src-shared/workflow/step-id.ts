const pattern = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Names every object inherits: as a step's id they would be mistaken for the step itself. */
const inherited = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'arguments',
  'caller',
]);

/** Whether a text can name a step: a JavaScript identifier in ASCII of at most 64 characters. */
export function isStepId(id: string): boolean {
  return pattern.test(id) && !inherited.has(id);
}

/** The nearest valid id: accents dropped, words joined in camel case. */
export function suggestStepId(text: string, fallback = 'step'): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9_]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const start = /^[0-9]/.test(joined) ? `_${joined}` : joined;
  const id = (start === '' ? fallback : start).slice(0, 64);
  return inherited.has(id) ? `${id}Step`.slice(0, 64) : id;
}

/** A valid id that is not taken: the wish itself, or the wish with a number: `fetch2`. */
export function freeStepId(wish: string, taken: { has(id: string): boolean }): string {
  const base = suggestStepId(wish);
  if (!taken.has(base)) return base;
  const stem = base.replace(/\d+$/, '').slice(0, 58) || base.slice(0, 58);
  for (let number = 2; ; number += 1) {
    const id = `${stem}${number}`;
    if (!taken.has(id)) return id;
  }
}
