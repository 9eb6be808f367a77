import { describe, expect, it } from 'vitest';
import { objectOf, textType } from '../../types/type';
import { completeExpression } from './complete';
import { hoverExpression } from './hover';
import { plainMarkdown } from './plain-markdown';

describe('plainMarkdown', () => {
  it('leaves nothing that Markdown would read', () => {
    expect(plainMarkdown('**a** [b](c) <img>')).toBe('\\*\\*a\\*\\* \\[b\\](c) \\<img\\>');
  });

  it('cuts a title of 10,000 characters', () => {
    expect(plainMarkdown('x'.repeat(10_000)).length).toBeLessThan(500);
  });

  it('is what hovers and completions say of a step', () => {
    const named = { type: textType, optional: false, doc: '[free](https://example.org)' };
    const steps = { ...objectOf({}), fields: new Map([['a', named]]) };
    const context = { roots: { steps: { type: steps } } };
    const text = '{{ steps.a }}';
    const said = '\\[free\\](https://example.org)';
    expect(hoverExpression(text, text.indexOf('a'), context)?.markdown).toContain(said);
    const [found] = completeExpression(text, text.indexOf('a'), context);
    expect(found?.documentation).toBe(said);
  });
});
