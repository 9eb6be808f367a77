import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { copyFragment } from './fragment';
import { planEdit } from './plan-edit';
import type { WorkflowEdit } from './workflow-edit';

const plain = `stepwell: 1
name: Groups
steps:
  start: { kind: manual-start }
  a: { kind: log, with: { message: a } }
  b: { kind: log, with: { message: b } }
  c: { kind: loop, with: { items: [] }, steps: { d: { kind: log, with: { message: d } } } }
layout:
  start: { x: 0, y: 0 } # here
  a: { x: 296, y: 0 }
`;

const grouped = `${plain}  $groups:
    # what comes in
    intake: { title: Take in, color: blue, steps: [a, b] }
`;

function edited(text: string, edit: WorkflowEdit): string {
  const planned = planEdit(parseWorkflow(text), edit);
  if (!planned.ok) throw new Error(`${planned.error.code}: ${planned.error.message}`);
  return applyTextChanges(text, planned.value);
}

describe('groups', () => {
  it('are read, without a word about them', () => {
    const { workflow, problems } = parseWorkflow(grouped);
    expect(problems).toEqual([]);
    expect(workflow?.groups).toEqual([
      { id: 'intake', title: 'Take in', color: 'blue', steps: ['a', 'b'] },
    ]);
    expect(workflow?.layout.has('$groups')).toBe(false);
  });

  it('are written on one line each, and taken away without a trace', () => {
    const group = { title: 'Take in', color: 'blue', steps: ['a', 'b'] };
    const text = edited(plain, { type: 'set-group', id: 'intake', group });
    expect(text).toBe(grouped.replace('    # what comes in\n', ''));
    expect(edited(text, { type: 'set-group', id: 'intake' })).toBe(plain);
  });

  it('change only what is asked', () => {
    const group = { title: 'In', color: 'blue', steps: ['a', 'b'] };
    const text = edited(grouped, { type: 'set-group', id: 'intake', group });
    expect(text).toBe(grouped.replace('Take in', 'In'));
    const untitled = grouped.replace('title: Take in, ', '');
    const titled = { title: 'Take in', color: 'blue', steps: ['a', 'b'] };
    expect(edited(untitled, { type: 'set-group', id: 'intake', group: titled })).toBe(grouped);
    const bare = edited(text, { type: 'set-group', id: 'intake', group: { steps: ['a'] } });
    expect(bare).toContain('    intake: { steps: [a] }\n');
  });

  it('have a step once: it leaves the group it was in, and an empty group goes', () => {
    const one = edited(grouped, { type: 'set-group', id: 'other', group: { steps: ['b'] } });
    expect(parseWorkflow(one).workflow?.groups?.map(({ steps }) => steps)).toEqual([['a'], ['b']]);
    const all = edited(grouped, { type: 'set-group', id: 'other', group: { steps: ['a', 'b'] } });
    expect(parseWorkflow(all).workflow?.groups?.map(({ id }) => id)).toEqual(['other']);
  });

  it('follow their steps when those are renamed, removed or moved away', () => {
    expect(edited(grouped, { type: 'rename-step', id: 'b', to: 'bb' })).toContain('steps: [a, bb]');
    expect(edited(grouped, { type: 'remove-steps', ids: ['b'] })).toContain('steps: [a]');
    expect(edited(grouped, { type: 'remove-steps', ids: ['a', 'b'] })).not.toContain('$groups');
    const moved = edited(grouped, { type: 'move-to-container', ids: ['b'], container: 'c' });
    expect(moved).toContain('steps: [a]');
    const both = edited(grouped, { type: 'move-to-container', ids: ['a', 'b'], container: 'c' });
    expect(both).toContain('steps: [a, b]');
  });

  it('go along with their steps through the clipboard, under a name that is free', () => {
    const text = copyFragment(parseWorkflow(grouped), ['a', 'b']);
    const pasted = parseWorkflow(edited(grouped, { type: 'paste-fragment', text })).workflow;
    expect(pasted?.groups).toEqual([
      { id: 'intake', title: 'Take in', color: 'blue', steps: ['a', 'b'] },
      { id: 'intake2', title: 'Take in', color: 'blue', steps: ['a2', 'b2'] },
    ]);
    expect(copyFragment(parseWorkflow(grouped), ['a'])).not.toContain('$groups');
  });

  it('collapse and expand without a trace', () => {
    const group = { title: 'Take in', color: 'blue', steps: ['a', 'b'] };
    const folded = edited(grouped, {
      type: 'set-group',
      id: 'intake',
      group: { ...group, collapsed: true },
    });
    expect(folded).toContain(
      'intake: { title: Take in, color: blue, collapsed: true, steps: [a, b] }',
    );
    expect(parseWorkflow(folded).workflow?.groups?.[0]?.collapsed).toBe(true);
    expect(edited(folded, { type: 'set-group', id: 'intake', group })).toBe(grouped);
  });

  it('stay collapsed through the clipboard', () => {
    const folded = grouped.replace('color: blue', 'color: blue, collapsed: true');
    const text = copyFragment(parseWorkflow(folded), ['a', 'b']);
    const pasted = parseWorkflow(edited(folded, { type: 'paste-fragment', text })).workflow;
    expect(pasted?.groups?.map(({ collapsed }) => collapsed)).toEqual([true, true]);
  });

  it('say what is wrong with them', () => {
    const codes = (groups: string) =>
      parseWorkflow(`${plain}  $groups: ${groups}\n`).problems.map(({ code }) => code);
    expect(codes('no')).toEqual(['LAYOUT_INVALID']);
    expect(codes('{ x: 3 }')).toEqual(['LAYOUT_INVALID']);
    expect(codes('{ x: { steps: a } }')).toEqual(['LAYOUT_INVALID']);
    expect(codes('{ x: { collapsed: 1, steps: [a] } }')).toEqual(['LAYOUT_INVALID']);
    expect(codes('{ x: { steps: [a, 3], more: 1 } }').sort()).toEqual([
      'KEY_UNKNOWN',
      'LAYOUT_INVALID',
    ]);
  });
});
