import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../lib/json';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { planEdit } from './plan-edit';

const head = 'stepwell: 1\nname: Test\nsteps:\n  a:\n    kind: transform\n    with:\n';

/** The settings of a step after one of them is set, as they are written. */
function after(settings: string, path: (string | number)[], value: JsonValue): string {
  const text = `${head}${settings}edges: []\n`;
  const planned = planEdit(parseWorkflow(text), { type: 'set-config', id: 'a', path, value });
  if (!planned.ok) throw new Error(planned.error.message);
  const next = applyTextChanges(text, planned.value);
  return next.slice(head.length, next.indexOf('edges:'));
}

const list = `      value:
        # who it is
        - name: Ada # the first
          born: 1815
        # and who came later
        - name: Grace
          born: 1906 # in New York
        - name: Edsger
`;
const ada = { name: 'Ada', born: 1815 };
const grace = { name: 'Grace', born: 1906 };
const edsger = { name: 'Edsger' };

describe('setting a list', () => {
  it('adds an item and leaves the others alone', () => {
    expect(after(list, ['value'], [ada, grace, edsger, { name: 'Barbara' }])).toBe(
      `${list}        - name: Barbara\n`,
    );
  });

  it('takes an item away with its lines only', () => {
    const left = after(list, ['value'], [ada, edsger]);
    expect(left).toContain('# who it is\n        - name: Ada # the first\n');
    expect(left).not.toContain('Grace');
    expect(left).toContain('- name: Edsger\n');
  });

  it('changes a member of an item in its place', () => {
    expect(after(list, ['value'], [ada, { ...grace, born: 1907 }, edsger])).toBe(
      list.replace('1906', '1907'),
    );
  });

  it('moves an item with its comments', () => {
    expect(after(list, ['value'], [grace, ada, edsger])).toBe(`      value:
        # and who came later
        - name: Grace
          born: 1906 # in New York
        # who it is
        - name: Ada # the first
          born: 1815
        - name: Edsger
`);
  });

  it('changes one item of a list on one line', () => {
    const flow = '      value: [1, 2, 3] # counted\n';
    expect(after(flow, ['value'], [1, 5, 3])).toBe('      value: [1, 5, 3] # counted\n');
    expect(after(flow, ['value'], [3, 2, 1])).toBe('      value: [3, 2, 1] # counted\n');
  });

  it('writes the whole where something new stands in the middle', () => {
    const texts = '      value:\n        - a\n        - b\n';
    expect(after(texts, ['value'], ['a', 'x', 'b'])).toBe(
      '      value:\n        - a\n        - x\n        - b\n',
    );
  });

  it('moves nothing that others point at', () => {
    const shared = '      value:\n        - &x { n: 1 }\n        - { n: 2 }\n        - *x\n';
    const moved = after(shared, ['value'], [{ n: 2 }, { n: 1 }, { n: 1 }]);
    const { workflow } = parseWorkflow(`${head}${moved}edges: []\n`);
    expect(workflow?.steps.get('a')?.config['value']).toEqual([{ n: 2 }, { n: 1 }, { n: 1 }]);
  });
});

describe('setting a map', () => {
  const map = `      value:
        # what they take
        accept: text/html
        other: "1" # as text
`;

  it('changes, adds and removes entries in their places', () => {
    expect(after(map, ['value'], { accept: 'text/css', other: '1' })).toBe(
      map.replace('text/html', 'text/css'),
    );
    expect(after(map, ['value'], { accept: 'text/html', other: '1', more: 2 })).toBe(
      `${map}        more: 2\n`,
    );
    expect(after(map, ['value'], { accept: 'text/html' })).toBe(
      '      value:\n        # what they take\n        accept: text/html\n',
    );
  });

  it('renames a key where it stands', () => {
    expect(after(map, ['value'], { allow: 'text/html', other: '1' })).toBe(
      map.replace('accept:', 'allow:'),
    );
  });
});
