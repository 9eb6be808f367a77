import type { Breakpoint } from '@shared/debug/breakpoints';
import { describe, expect, it } from 'vitest';
import { draftErrors, draftOf, withDraft } from './breakpoint-draft';
import { detailWords, glyphOf, glyphWords, targetWords } from './breakpoint-words';

const plain: Breakpoint = { id: 'a', target: { type: 'step', step: 'fetch' }, enabled: true };
const full: Breakpoint = {
  ...plain,
  condition: 'vars.total > 3',
  hitCondition: '% 5',
  logMessage: 'total {{ vars.total }}',
  iteration: 36,
  waitFor: 'b',
};

describe('a breakpoint in its dialog', () => {
  it('comes out as it went in', () => {
    expect(withDraft(plain, draftOf(plain))).toEqual(plain);
    expect(withDraft(full, draftOf(full))).toEqual(full);
  });

  it('counts iterations from 1', () => {
    expect(draftOf(full).iteration).toBe(37);
    expect(detailWords(full, 'Load')).toContain('only iteration 37, after Load');
  });

  it('refuses hit counts and paths that mean nothing', () => {
    const draft = draftOf({ ...plain, target: { type: 'data', path: 'vars.' } });
    expect(Object.keys(draftErrors({ ...draft, hitCondition: 'many' }))).toEqual([
      'hitCondition',
      'path',
    ]);
    expect(draftErrors({ ...draft, hitCondition: '>= 5', path: 'vars.total' })).toEqual({});
  });
});

describe('glyphs in words', () => {
  it('says shape and state', () => {
    const words = (breakpoint: Breakpoint, verified = true) =>
      glyphWords(glyphOf(breakpoint, { id: 'a', verified, hits: 0 }));
    expect(words(plain)).toBe('Breakpoint');
    expect(words({ ...plain, condition: 'x' })).toBe('Conditional breakpoint');
    expect(words(full)).toBe('Log point');
    expect(words({ ...plain, waitFor: 'b' })).toBe('Triggered breakpoint');
    expect(words({ ...plain, enabled: false })).toBe('Breakpoint, disabled');
    expect(words(plain, false)).toBe('Breakpoint, not verified');
    expect(words({ ...plain, target: { type: 'data', path: 'vars.a' } })).toBe('Data breakpoint');
    expect(words({ ...plain, target: { type: 'kind', kind: 'http' } })).toBe(
      'Step kind breakpoint',
    );
  });

  it('names the place', () => {
    const names = { step: (id: string) => id.toUpperCase(), kind: (kind: string) => kind };
    expect(targetWords({ type: 'wire', edge: 'check.true -> tell.in' }, names)).toBe(
      'CHECK (true) → TELL',
    );
    expect(targetWords({ type: 'line', step: 'parse', line: 12 }, names)).toBe('PARSE, line 12');
  });
});
