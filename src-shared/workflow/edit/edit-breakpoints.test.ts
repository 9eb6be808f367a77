import { describe, expect, it } from 'vitest';
import type { Breakpoint } from '../../debug/breakpoints';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';
import { planEdit } from './plan-edit';
import type { WorkflowEdit } from './workflow-edit';

const plain = `stepwell: 1
name: T
steps:
  start: { kind: manual-start }
  work:
    kind: code
    with:
      code: |
        const a = 1;
        return a;
  say: { kind: log, with: { message: "{{ steps.work }}" } }
edges:
  - start -> work
  - work -> say
layout:
  start: { x: 0, y: 0 }
`;

const withBreakpoints = plain.replace(
  'layout:',
  `# Where to look first.
breakpoints:
  - work # the sum
  - at: work -> say
    when: steps.work > 3
    log: 'gave {{ steps.work }}'
  - at: work:2
    text: return a;
    after: work
  - changes: steps.work.total
layout:`,
);

function edited(text: string, edit: WorkflowEdit): string {
  const planned = planEdit(parseWorkflow(text), edit);
  if (!planned.ok) throw new Error(planned.error.message);
  return applyTextChanges(text, planned.value);
}

const breakpointsOf = (text: string) => parseWorkflow(text).workflow?.breakpoints;

describe('set-breakpoint', () => {
  const all: readonly Omit<Breakpoint, 'id'>[] = [
    { target: { type: 'step', step: 'say' }, enabled: true },
    { target: { type: 'wire', edge: 'work.out -> say.in' }, enabled: false },
    {
      target: { type: 'line', step: 'work', line: 2, column: 3, text: 'return a;' },
      enabled: true,
      condition: 'a > 1',
      hitCondition: '5',
    },
    { target: { type: 'kind', kind: 'log' }, enabled: true, hitCondition: '% 2' },
    { target: { type: 'data', path: 'vars.total' }, enabled: true, logMessage: '{{ vars.total }}' },
    { target: { type: 'step', step: 'work' }, enabled: true, iteration: 36, waitFor: 'file:say' },
  ];

  it('writes every sort of breakpoint so that it is read back the same', () => {
    const text = all.reduce(
      (before, breakpoint) => edited(before, { type: 'set-breakpoint', id: null, breakpoint }),
      plain,
    );
    expect(breakpointsOf(text)?.map(({ id: _, ...rest }) => rest)).toEqual(all);
    expect(parseWorkflow(text).problems).toEqual([]);
    expect(text.indexOf('breakpoints:')).toBeLessThan(text.indexOf('layout:'));
    // Removing them all gives the file back byte for byte.
    const none = all.reduce((before) => {
      const id = breakpointsOf(before)?.[0]?.id ?? '';
      return edited(before, { type: 'set-breakpoint', id });
    }, text);
    expect(none).toBe(plain);
  });

  it('changes only what differs, and keeps comments', () => {
    const [first, second] = breakpointsOf(withBreakpoints) ?? [];
    if (!first || !second) throw new Error('They were not read');
    const { id, ...rest } = second;
    const text = edited(withBreakpoints, {
      type: 'set-breakpoint',
      id,
      breakpoint: { ...rest, condition: 'steps.work > 4', enabled: false },
    });
    expect(text).toContain('- work # the sum\n');
    expect(text).toContain(
      "enabled: false\n    when: steps.work > 4\n    log: 'gave {{ steps.work }}'\n",
    );
    const same = edited(withBreakpoints, { type: 'set-breakpoint', id, breakpoint: rest });
    expect(same).toBe(withBreakpoints);
  });

  it('refuses what is not there, and to wait for one that is not shared', () => {
    const parsed = parseWorkflow(withBreakpoints);
    expect(planEdit(parsed, { type: 'set-breakpoint', id: 'file:none' })).toMatchObject({
      ok: false,
      error: { code: 'BREAKPOINT_MISSING' },
    });
    const breakpoint: Omit<Breakpoint, 'id'> = {
      target: { type: 'step', step: 'say' },
      enabled: true,
      waitFor: 'mine',
    };
    expect(planEdit(parsed, { type: 'set-breakpoint', id: null, breakpoint })).toMatchObject({
      ok: false,
      error: { code: 'BREAKPOINT_PERSONAL' },
    });
  });
});

describe('steps with breakpoints', () => {
  it('takes them along when a step is renamed', () => {
    const text = edited(withBreakpoints, { type: 'rename-step', id: 'work', to: 'sum' });
    expect(text).toContain('- sum # the sum');
    expect(breakpointsOf(text)).toMatchObject([
      { id: 'file:sum', target: { type: 'step', step: 'sum' } },
      {
        target: { type: 'wire', edge: 'sum.out -> say.in' },
        condition: 'steps.sum > 3',
        logMessage: 'gave {{ steps.sum }}',
      },
      { target: { type: 'line', step: 'sum', line: 2 }, waitFor: 'file:sum' },
      { target: { type: 'data', path: 'steps.sum.total' } },
    ]);
  });

  it('removes those at a step that is removed', () => {
    const text = edited(withBreakpoints, { type: 'remove-steps', ids: ['work'] });
    expect(breakpointsOf(text)?.map(({ id }) => id)).toEqual(['file:changes steps.work.total']);
  });
});
