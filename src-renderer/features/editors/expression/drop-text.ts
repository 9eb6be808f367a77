import { templateLanguage } from './expression-language';
import { templateJsonLanguage } from './template-json-language';

/** What an expression becomes where it is dropped: bare in code, a binding in texts and JSON. */
export function dropText(
  language: string,
  text: string,
  offset: number,
  expression: string,
): string {
  if (language === 'javascript' || language === 'typescript') return expression;
  const before = text.slice(0, offset);
  // Between braces it is a part of what stands there.
  if (before.lastIndexOf('{{') > before.lastIndexOf('}}')) return expression;
  const binding = `{{ ${expression} }}`;
  if (language === templateLanguage) return binding;
  const scope = language === templateJsonLanguage || language === 'json' ? before : lineOf(before);
  if (isInText(scope)) return binding;
  // JSON and YAML take a binding in quotes; what is in it must not end them.
  const written = JSON.stringify(binding);
  return language === templateJsonLanguage || language === 'json'
    ? jsonMember(before, text.slice(offset), written, expression)
    : written;
}

/** In JSON a binding becomes a member of what it is dropped into: with a name, and with commas. */
function jsonMember(before: string, after: string, written: string, expression: string): string {
  const last = before.trimEnd().at(-1) ?? '';
  const next = after.trimStart()[0] ?? '';
  // Where a value is wanted it is the value.
  if (last === ':' || last === '') return written;
  const inside = openBracket(before);
  if (inside === null) return written;
  const name = /([A-Za-z_$][\w$]*)[^\w$]*$/.exec(expression)?.[1] ?? 'value';
  const member = inside === '{' ? `${JSON.stringify(name)}: ${written}` : written;
  const comma = last === inside || last === ',' ? '' : ', ';
  const more = next === '' || next === ',' || next === '}' || next === ']' ? '' : ', ';
  return `${comma}${member}${more}`;
}

/** The list or object that is open at the end of a JSON text. */
function openBracket(before: string): '{' | '[' | null {
  const open: ('{' | '[')[] = [];
  for (const [mark] of before.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (mark === '{' || mark === '[') open.push(mark);
    else if (mark === '}' || mark === ']') open.pop();
  }
  return open.at(-1) ?? null;
}

function lineOf(before: string): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

function isInText(before: string): boolean {
  const quotes = before.replaceAll(/\\./g, '').match(/"/g);
  return (quotes?.length ?? 0) % 2 === 1;
}
