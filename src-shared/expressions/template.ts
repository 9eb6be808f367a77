import { findBindingEnd } from './binding-scanner';
import { BoundedCache } from './bounded-cache';
import type { ExpressionErrorData } from './types';

/** A binding in a template: `{{ source }}`. */
export interface Binding {
  /** What stands between the braces, as written. */
  readonly source: string;
  /** Offset of the opening `{{`. */
  readonly from: number;
  /** Offset after the closing `}}`. */
  readonly to: number;
  /** Set when the binding is never closed. */
  readonly error?: ExpressionErrorData;
}

/** A template text taken apart: plain text and bindings in turn. */
export interface Template {
  readonly text: string;
  readonly segments: readonly (string | Binding)[];
  /** Set when the text is exactly one binding, so that the value keeps its type. */
  readonly single: Binding | undefined;
}

const cache = new BoundedCache<Template>(2000, 20_000);

/** Takes a text apart; never throws. A text without `{{` should not come here: it is itself. */
export function parseTemplate(text: string): Template {
  const known = cache.get(text);
  if (known) return known;
  const template = readTemplate(text);
  cache.set(text, template);
  return template;
}

function readTemplate(text: string): Template {
  const segments: (string | Binding)[] = [];
  let plainFrom = 0;
  for (let from = text.indexOf('{{'); from >= 0; from = text.indexOf('{{', plainFrom)) {
    if (from > plainFrom) segments.push(text.slice(plainFrom, from));
    const end = findBindingEnd(text, from + 2);
    if (end.closed) {
      segments.push({ source: text.slice(from + 2, end.at), from, to: end.at + 2 });
      plainFrom = end.at + 2;
    } else {
      // It was read to the end of the text to find that out; what follows is read once it is closed.
      segments.push({ source: text.slice(from + 2), from, to: text.length, error: end.error });
      plainFrom = text.length;
    }
  }
  if (plainFrom < text.length) segments.push(text.slice(plainFrom));
  const [first] = segments;
  const single = segments.length === 1 && typeof first === 'object' ? first : undefined;
  return { text, segments, single };
}
