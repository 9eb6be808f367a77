import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import type { StepDefinition } from '@shared/steps/define-step';
import { planEdit } from '@shared/workflow/edit/plan-edit';
import type { Step } from '@shared/workflow/model';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { applyTextChanges } from '@shared/workflow/text-change';
import { describe, expect, it } from 'vitest';
import { indexGraph } from './graph-index';
import { canBecome, replaceKind } from './replace-kind';

const text = `stepwell: 1
name: Test
steps:
  begin:
    kind: manual-start
  check:
    kind: condition
    title: Condition
    with:
      when: '{{ input.total > 100 }}'
  keep:
    kind: filter
    title: Only large ones
    with:
      items: '{{ input.rows }}'
      where: '{{ item.total > 3 }}'
  each:
    kind: loop
    with:
      items: '{{ input.rows }}'
    steps:
      say:
        kind: log
        with:
          message: hello
edges:
  - begin -> check
  - check.true -> keep
  - check.false -> each
`;

function find(kind: string): StepDefinition {
  const found = findStepDefinition(kind);
  if (!found) throw new Error(kind);
  return found;
}

function stepOf(id: string): Step {
  const found = indexGraph(parseWorkflow(text).workflow).steps.get(id);
  if (!found) throw new Error(id);
  return found.step;
}

function replaced(id: string, kind: string) {
  const parsed = parseWorkflow(text);
  const index = indexGraph(parsed.workflow);
  const step = stepOf(id);
  const edges = { incoming: index.incoming.get(id) ?? [], outgoing: index.outgoing.get(id) ?? [] };
  const replacement = replaceKind(step, find(step.kind), find(kind), edges);
  const planned = planEdit(parsed, replacement.edit);
  if (!planned.ok) throw new Error(planned.error.message);
  return { ...replacement, after: parseWorkflow(applyTextChanges(text, planned.value)) };
}

describe('replaceKind', () => {
  it('keeps the id, settings of the same name and the wires', () => {
    const { after, lostSettings, lostWires } = replaced('keep', 'sort');
    const step = after.workflow?.steps.get('keep');
    expect(step?.kind).toBe('sort');
    expect(step?.title).toBe('Only large ones');
    expect(step?.config['items']).toBe('{{ input.rows }}');
    expect({ lostSettings, lostWires }).toEqual({ lostSettings: ['where'], lostWires: 0 });
    expect(after.workflow?.edges.map(({ id }) => id)).toContain('check.true -> keep.in');
  });

  it('moves wires to the port that is there instead, and renames what was named after its kind', () => {
    const { after } = replaced('check', 'filter');
    expect(after.workflow?.steps.get('check')?.title).toBe('Filter');
    expect(after.workflow?.edges.map(({ id }) => id)).toEqual([
      'begin.out -> check.in',
      'check.out -> keep.in',
      'check.out -> each.in',
    ]);
  });

  it('tells which wires have no port any more', () => {
    const { after, lostWires } = replaced('check', 'manual-start');
    expect(lostWires).toBe(1);
    expect(after.workflow?.edges.map(({ to }) => to)).not.toContain('check');
  });

  it('gives a document that can be read, whatever becomes what', () => {
    for (const { step } of indexGraph(parseWorkflow(text).workflow).steps.values()) {
      for (const definition of allStepDefinitions) {
        if (!canBecome(step, findStepDefinition(step.kind), definition)) continue;
        const { after } = replaced(step.id, definition.kind);
        expect(indexGraph(after.workflow).steps.get(step.id)?.step.kind).toBe(definition.kind);
        expect(after.problems.filter(({ code }) => code.startsWith('YAML'))).toEqual([]);
      }
    }
  });
});

describe('canBecome', () => {
  it('refuses what would lose the steps inside, notes, and parts of a container', () => {
    const each = stepOf('each');
    expect(canBecome(each, find('loop'), find('log'))).toBe(false);
    expect(canBecome(each, find('loop'), find('try'))).toBe(true);
    const keep = stepOf('keep');
    expect(canBecome(keep, find('filter'), find('note'))).toBe(false);
    expect(canBecome(keep, find('filter'), find('catch'))).toBe(false);
    expect(canBecome(keep, find('filter'), find('filter'))).toBe(false);
  });
});
