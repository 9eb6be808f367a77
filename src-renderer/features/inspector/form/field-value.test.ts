import type { JsonValue } from '@shared/lib/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldModel } from './field-model';
import {
  isBound,
  parseDurationText,
  parseJsonText,
  parseNumber,
  parseText,
  textToValue,
  toExpression,
  valueToJsonText,
  valueToText,
} from './field-value';

function field(part: Partial<FieldModel>): FieldModel {
  return {
    key: 'k',
    label: 'K',
    widget: 'text',
    schema: { type: 'string' },
    required: false,
    options: [],
    fields: [],
    variants: [],
    advanced: false,
    bindable: true,
    locals: [],
    seesBody: false,
    ...part,
  };
}

// -0 has no JSON of its own.
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

describe('text of a value', () => {
  it('comes back as the same value, whatever the value is', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(textToValue(valueToText(value, false), false)).toEqual(value);
      }),
    );
  });

  it('stays text where only text is taken', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(textToValue(valueToText(text, true), true)).toBe(text);
      }),
    );
    expect(parseText('42', field({}))).toEqual({ type: 'value', value: '42' });
  });

  it('reads JSON where anything is taken, and quotes text that looks like JSON', () => {
    const anything = field({ widget: 'expression', schema: {} });
    expect(parseText('42', anything)).toEqual({ type: 'value', value: 42 });
    expect(valueToText('42', false)).toBe('"42"');
    expect(parseText('{{ item.a }}', anything)).toEqual({ type: 'value', value: '{{ item.a }}' });
  });

  it('takes an empty optional text as not set, and keeps an empty required one', () => {
    expect(parseText('', field({}))).toEqual({ type: 'unset' });
    expect(parseText('', field({ required: true }))).toEqual({ type: 'value', value: '' });
    expect(parseText('{{  }}', field({}))).toEqual({ type: 'unfinished' });
  });
});

describe('parseNumber', () => {
  it('reads numbers and refuses the rest in words', () => {
    const whole = field({ widget: 'number', schema: { type: 'integer' } });
    expect(parseNumber(' 12 ', whole)).toEqual({ type: 'value', value: 12 });
    expect(parseNumber('', whole)).toEqual({ type: 'unset' });
    expect(parseNumber('1.5', whole).type).toBe('invalid');
    expect(parseNumber('1.5', field({ schema: { type: 'number' } }))).toEqual({
      type: 'value',
      value: 1.5,
    });
    expect(parseNumber('ten', whole)).toEqual({
      type: 'invalid',
      message: '"ten" is not a number',
    });
    expect(parseNumber('Infinity', whole).type).toBe('invalid');
  });
});

describe('parseDurationText', () => {
  it('keeps the unit as written and takes bare milliseconds', () => {
    expect(parseDurationText('30s')).toEqual({ type: 'value', value: '30s' });
    expect(parseDurationText('1 500 ms')).toEqual({ type: 'value', value: '1500ms' });
    expect(parseDurationText('250')).toEqual({ type: 'value', value: 250 });
    expect(parseDurationText('')).toEqual({ type: 'unset' });
    expect(parseDurationText('soon').type).toBe('invalid');
  });
});

describe('JSON text', () => {
  it('comes back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(parseJsonText(valueToJsonText(value))).toEqual({ type: 'value', value });
      }),
    );
  });

  it('quotes text that holds a binding and more, or half of one', () => {
    expect(valueToJsonText('{{ steps.a }}')).toBe('{{ steps.a }}');
    for (const text of ['Hello {{ input.name }}', '{{', ' {{ steps.a }}']) {
      expect(parseJsonText(valueToJsonText(text))).toEqual({ type: 'value', value: text });
    }
  });

  it('takes a bare binding and says what is not JSON', () => {
    expect(parseJsonText('{{ steps.a.body }}')).toEqual({
      type: 'value',
      value: '{{ steps.a.body }}',
    });
    expect(parseJsonText('{ "a": ').type).toBe('invalid');
    expect(parseJsonText('  ')).toEqual({ type: 'unset' });
  });
});

describe('expressions', () => {
  it('knows bound texts', () => {
    expect([isBound('a {{ b }}'), isBound('a'), isBound(1), isBound(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('wraps a fixed value and keeps a text', () => {
    expect(toExpression(5)).toBe('{{ 5 }}');
    expect(toExpression(['a'])).toBe('{{ ["a"] }}');
    expect(toExpression('abc')).toBe('abc');
    expect(toExpression(undefined)).toBe('{{  }}');
  });
});
