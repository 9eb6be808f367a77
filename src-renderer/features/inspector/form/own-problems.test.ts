import type { Problem, Severity } from '@shared/workflow/problem';
import { describe, expect, it } from 'vitest';
import { fitsWidget } from './fits-widget';
import { formModel } from './form-model';
import { ownProblems } from './own-problems';

const schema = {
  type: 'object',
  properties: {
    url: { type: 'string' },
    auth: { type: 'object', properties: { user: { type: 'string' } } },
    rows: {
      type: 'array',
      items: { type: 'object', properties: { name: { type: 'string' } } },
    },
    names: { type: 'array', items: { type: 'string' } },
  },
};
const fields = formModel({ form: {}, verbatim: [], lazy: [] }, schema);

function problem(path: Problem['path'], severity: Severity = 'error'): Problem {
  const range = { from: 0, to: 1 };
  const place = path === undefined ? {} : { path };
  return { code: 'X', severity, message: 'm', range, line: 1, column: 1, fixes: [], ...place };
}

/** Paths that the field of a setting shows itself. */
function shownAt(key: string, paths: NonNullable<Problem['path']>[], whole = false): string[] {
  const field = fields.find((one) => one.key === key);
  if (!field) throw new Error(`No field ${key}`);
  const problems = paths.map((path) => problem(path));
  return ownProblems(problems, field, [key], whole).map(({ path }) => (path ?? []).join('.'));
}

describe('ownProblems', () => {
  it('leaves to members what they show, and keeps what no member stands for', () => {
    expect(shownAt('auth', [['auth'], ['auth', 'user'], ['auth', 'usr'], ['url']])).toEqual([
      'auth',
      'auth.usr',
    ]);
    expect(
      shownAt('rows', [
        ['rows', 0],
        ['rows', 0, 'name'],
        ['rows', 1, 'nam'],
      ]),
    ).toEqual(['rows.0', 'rows.1.nam']);
    expect(shownAt('names', [['names'], ['names', 0]])).toEqual(['names']);
  });

  it('keeps everything where nothing is drawn below', () => {
    expect(shownAt('auth', [['auth', 'user']], true)).toEqual(['auth.user']);
    expect(shownAt('url', [['url', 'x']])).toEqual(['url.x']);
  });

  it('puts the worst first', () => {
    const field = fields[0];
    if (!field) throw new Error('No field');
    const problems = [problem(['url'], 'hint'), problem(['url'], 'error')];
    expect(ownProblems(problems, field, ['url'], false)[0]?.severity).toBe('error');
  });
});

describe('fitsWidget', () => {
  it('tells values that a widget would hide', () => {
    expect(fitsWidget('key-value', [{ name: 'a' }])).toBe(false);
    expect(fitsWidget('list', { a: 1 })).toBe(false);
    expect(fitsWidget('switch', 'yes')).toBe(false);
    expect(fitsWidget('code', { a: 1 })).toBe(false);
    expect(fitsWidget('list', ['a'])).toBe(true);
    expect(fitsWidget('object', undefined)).toBe(true);
    expect(fitsWidget('number', 'many')).toBe(true);
  });
});
