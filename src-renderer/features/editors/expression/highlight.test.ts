import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightTemplate } from './highlight';

describe('highlightTemplate', () => {
  it('loses nothing of the text', () => {
    const part = fc.constantFrom('{{', '}}', 'steps', '.a', ' ', '"x', '"', '1.5', '`', '+', 'é');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const shown = highlightTemplate(text).map((piece) => piece.text);
        expect(shown.join('')).toBe(text);
      }),
    );
  });

  it('tells roots, members, texts and numbers apart', () => {
    const parts = highlightTemplate('a {{ steps.fetch["x"] + 1 }}');
    expect(parts.map((piece) => `${piece.type}:${piece.text.trim()}`)).toEqual([
      'text:a',
      'delimiter:{{',
      'code:',
      'root:steps',
      'member:.fetch',
      'code:[',
      'string:"x"',
      'code:] +',
      'number:1',
      'code:',
      'delimiter:}}',
    ]);
  });
});
