import { describe, expect, it } from 'vitest';
import { dropText } from './drop-text';

/** The text with `steps.a` dropped at the bar. */
function dropped(language: string, marked: string, expression = 'steps.a'): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return `${text.slice(0, offset)}${dropText(language, text, offset, expression)}${text.slice(offset)}`;
}

describe('dropText', () => {
  it.each([
    ['typescript', 'return |;', 'return steps.a;'],
    ['stepwell-template', 'Hello |', 'Hello {{ steps.a }}'],
    ['stepwell-template', '{{ input.b + | }}', '{{ input.b + steps.a }}'],
    ['stepwell-template', '{{ input.b }}|', '{{ input.b }}{{ steps.a }}'],
    ['stepwell-json', '{ "a": | }', '{ "a": "{{ steps.a }}" }'],
    ['stepwell-json', '{ | "b": 1 }', '{ "a": "{{ steps.a }}",  "b": 1 }'],
    ['stepwell-json', '{ "b": 1 | }', '{ "b": 1 , "a": "{{ steps.a }}" }'],
    ['stepwell-json', '{ "b": [1, |2] }', '{ "b": [1, "{{ steps.a }}", 2] }'],
    ['stepwell-json', '{ "b": [|] }', '{ "b": ["{{ steps.a }}"] }'],
    ['stepwell-json', '{ "a": "x |" }', '{ "a": "x {{ steps.a }}" }'],
    ['stepwell-json', '{ "a": "x \\"|" }', '{ "a": "x \\"{{ steps.a }}" }'],
    ['stepwell-yaml', 'say: "yes"\nmessage: |', 'say: "yes"\nmessage: "{{ steps.a }}"'],
    ['stepwell-yaml', 'message: "a |"', 'message: "a {{ steps.a }}"'],
  ])('in %s: %s', (language, marked, expected) => {
    expect(dropped(language, marked)).toBe(expected);
  });

  it('keeps quotes in the expression from ending the text', () => {
    expect(dropped('stepwell-json', '|', 'steps.a["b c"]')).toBe('"{{ steps.a[\\"b c\\"] }}"');
  });
});
