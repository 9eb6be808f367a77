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
  return `"${binding.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function lineOf(before: string): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

function isInText(before: string): boolean {
  const quotes = before.replaceAll(/\\./g, '').match(/"/g);
  return (quotes?.length ?? 0) % 2 === 1;
}
