/** A stretch of text with bindings, as it is coloured while nobody edits it. */
export interface HighlightedPart {
  readonly text: string;
  readonly type: 'text' | 'delimiter' | 'root' | 'member' | 'string' | 'number' | 'code';
}

/** Splits a text with bindings for display. The parts joined are the text again. */
export function highlightTemplate(text: string): HighlightedPart[] {
  const parts: HighlightedPart[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) {
      parts.push({ text: text.slice(at), type: 'text' });
      break;
    }
    if (open > at) parts.push({ text: text.slice(at, open), type: 'text' });
    const close = text.indexOf('}}', open + 2);
    const end = close < 0 ? text.length : close;
    parts.push({ text: '{{', type: 'delimiter' });
    parts.push(...highlightExpression(text.slice(open + 2, end)));
    if (close >= 0) parts.push({ text: '}}', type: 'delimiter' });
    at = close < 0 ? text.length : close + 2;
  }
  return parts;
}

const token =
  /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(\d+(?:\.\d+)?)|(\??\.\s*[A-Za-z_$][\w$]*)|([A-Za-z_$][\w$]*)|([\s\S])/g;

function highlightExpression(source: string): HighlightedPart[] {
  const parts: HighlightedPart[] = [];
  for (const [text, string, number, member, root] of source.matchAll(token)) {
    const type = string ? 'string' : number ? 'number' : member ? 'member' : root ? 'root' : 'code';
    const last = parts.at(-1);
    if (last?.type === type && type === 'code') {
      parts[parts.length - 1] = { text: last.text + text, type };
    } else {
      parts.push({ text, type });
    }
  }
  return parts;
}
