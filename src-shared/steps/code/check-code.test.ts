import { describe, expect, it } from 'vitest';
import { checkCode } from './check-code';
import { code } from './definition';

describe('checkCode', () => {
  it.each([
    'return await fetch(input.url)',
    'const input = 1;\nreturn input',
    '',
    'return import("node:fs")',
  ])('accepts %j', (source) => {
    expect(checkCode({ code: source })).toEqual([]);
  });

  it.each([
    ['const a = 1;\nreturn a +* 2;', 2, 11],
    ['if (true) {\n', 2, 1],
    ['}', 1, 1],
    ['import fs from "node:fs";', 1, 1],
    ['const a = 1;\n  const a = 2;', 2, 9],
  ])('says where %j is wrong', (source, line, column) => {
    expect(checkCode({ code: source })).toMatchObject([
      { code: 'CODE_SYNTAX', severity: 'error', path: ['code'], place: { line, column } },
    ]);
  });

  it('says so of code that no parser can read', () => {
    const [problem] = checkCode({ language: 'javascript', code: '('.repeat(200_000) });
    expect(problem?.code).toBe('CODE_SYNTAX');
  });

  it('leaves TypeScript to the editor and to the run, but not its size', () => {
    expect(checkCode({ language: 'typescript', code: 'const a: number = 1' })).toEqual([]);
    expect(checkCode({ language: 'typescript', code: 'x'.repeat(1_000_001) })).toMatchObject([
      { code: 'CODE_TOO_LARGE' },
    ]);
  });
});

describe('code', () => {
  it('is unsafe until its author says otherwise', () => {
    expect(code.effects({})).toBe('unsafe');
    expect(code.effects({ effects: 'pure' })).toBe('pure');
    expect(code.effects({ effects: 'whatever' })).toBe('unsafe');
  });

  it('shows its language and length', () => {
    expect(code.summary({ code: 'a\nb\n', language: 'typescript' })).toBe('TypeScript, 2 lines');
    expect(code.summary({ code: '' })).toBe('JavaScript, empty');
  });
});
