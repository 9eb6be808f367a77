import { describe, expect, it } from 'vitest';
import { boundTexts, placedTexts } from './json-texts';
import { jsonProblems } from './json-problems';

describe('bindings in a JSON text', () => {
  it('are read as they are meant, with the place of each character', () => {
    const json = String.raw`{ "a": "{{ x[\"y\"] }}", "b": "no", "c": ["{{ z }}"] }`;
    const [first, second, ...rest] = boundTexts(json);
    expect(rest).toEqual([]);
    expect([first?.text, second?.text]).toEqual(['{{ x["y"] }}', '{{ z }}']);
    expect(json.slice(first?.offsetOf(6))).toMatch(/^y/);
    expect(json.slice(second?.offsetOf(3))).toMatch(/^z/);
  });

  it('have a place in the value, and are counted beyond what is listed', () => {
    const value = { id: '{{ a }}', 'two words': [{ x: 'n {{ b }}' }], last: '{{ c }}' };
    expect(placedTexts(value, 2)).toEqual({
      list: [
        { place: 'id', text: '{{ a }}' },
        { place: '["two words"][0].x', text: 'n {{ b }}' },
      ],
      count: 3,
    });
  });

  it('have their problems where they are written, beside what keeps the text from being JSON', () => {
    const json = String.raw`{ "a": "{{ x[\"y\"] + }}" `;
    const problems = jsonProblems(json, {
      complete: () => [],
      hover: () => null,
      signature: () => null,
      preview: () => ({ type: 'none' }),
      diagnose: (text) => [
        { code: 'X', message: 'm', range: { from: text.indexOf('+'), to: text.indexOf('+') + 1 } },
      ],
    });
    expect(problems.map(({ code, range }) => [code, json.slice(range?.from, range?.to)])).toEqual([
      ['JSON', '{'],
      ['X', '+'],
    ]);
  });
});
