import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { parseWorkflow } from '../parse-workflow';
import { validateWorkflow } from '../validate/validate-workflow';
import { callReferences } from './call-references';
import { type CalledSet, type CallLink, createCalledReader } from './called-set';

const kinds = { find: findStepDefinition, all: allStepDefinitions };

/** A workflow of one call after another, each with these settings. */
function calling(name: string, calls: readonly string[], more = ''): string {
  const steps = calls.map((settings, at) => `  c${at}: { kind: call, with: { ${settings} } }\n`);
  const edges = calls.map((_call, at) => `  - ${at === 0 ? 'start' : `c${at - 1}`} -> c${at}\n`);
  return `stepwell: 1\nname: ${name}\n${more}steps:\n  start: { kind: manual-start }\n${steps.join('')}edges:\n${edges.join('')}`;
}

const prices = `stepwell: 1
name: Prices
input:
  type: object
  required: [lines]
  properties: { lines: { type: array }, country: { type: string } }
steps:
  start: { kind: manual-start }
  sum: { kind: transform, with: { value: { net: "{{ input.lines.length }}", rows: [1] } } }
edges: [start -> sum]
`;

function problems(text: string, others: Readonly<Record<string, string | Partial<CallLink>>>) {
  const workflows: CalledSet['workflows'] = Object.entries(others).flatMap(([key, other]) =>
    typeof other === 'string' ? [{ key, hash: other, text: other }] : [],
  );
  const from = [null, ...workflows.map(({ key }) => key)];
  const links: CallLink[] = from.flatMap((caller) =>
    Object.entries(others).map(([reference, other]) =>
      typeof other === 'string'
        ? { from: caller, reference, to: reference }
        : { from: caller, reference, to: null, ...other },
    ),
  );
  const options = createCalledReader(kinds).read({ self: 'self.yaml', links, workflows });
  return validateWorkflow(parseWorkflow(text), kinds, options)
    .filter(({ code }) => code !== 'OUTPUT_UNUSED' && code !== 'BRANCH_MISSING')
    .map(({ severity, code, message, hint, fixes }) => ({
      severity,
      code,
      message,
      hint,
      fixes: fixes.map(({ title }) => title),
    }));
}

describe('calls while a workflow is edited', () => {
  it('are listed as they are written, once, without those that only a run can tell', () => {
    const text = calling('A', [
      'workflow: b.yaml',
      'workflow: ./b.yaml',
      'workflow: b.yaml',
      "workflow: '{{ input.which }}'",
      "workflow: ''",
    ]);
    const { workflow } = parseWorkflow(text);
    expect(workflow && callReferences(workflow, kinds.find)).toEqual(['b.yaml', './b.yaml']);
  });

  it('say nothing where nothing is known', () => {
    expect(problems(calling('A', ['workflow: Elsewhere']), {})).toEqual([]);
  });

  it('that lead nowhere name the nearest, and say why where that is known', () => {
    const text = calling('A', ['workflow: prces.yaml', 'workflow: Prices@1234567']);
    const why = {
      code: 'WORKFLOW_MISSING',
      message: 'there is no version 1234567 of "Prices" in this profile',
      hint: 'A version is a hash.',
    } as const;
    expect(
      problems(text, { 'prces.yaml': { known: ['prices.yaml'] }, 'Prices@1234567': { why } }),
    ).toMatchObject([
      {
        severity: 'error',
        code: 'WORKFLOW_MISSING',
        hint: 'Did you mean "prices.yaml"?',
        fixes: ['Call "prices.yaml"'],
      },
      {
        code: 'WORKFLOW_MISSING',
        message: `"c1" calls "Prices@1234567", but ${why.message}`,
        hint: why.hint,
      },
    ]);
  });

  it('of a workflow with errors say the first of them', () => {
    const broken = calling('B', ['workflow: c.yaml']).replace('kind: call', 'kind: cal');
    const found = problems(calling('A', ['workflow: b.yaml']), { 'b.yaml': broken });
    expect(found).toMatchObject([
      { code: 'WORKFLOW_BROKEN', message: expect.stringContaining('which cannot run: line 5:') },
    ]);
    const unreadable = problems(calling('A', ['workflow: b.yaml']), { 'b.yaml': 'name: [' });
    expect(unreadable.map(({ code }) => code)).toEqual(['WORKFLOW_BROKEN']);
  });

  it('behind a pin are not made, and so are right', () => {
    const text = `${calling('A', ['workflow: gone.yaml'])}pins: { c0: 1 }\n`;
    expect(problems(text, { 'gone.yaml': {} })).toEqual([]);
  });

  it('have to give what is needed, know what they give, and give it in its type', () => {
    const text = calling('A', [
      'workflow: p, input: { county: DE }',
      'workflow: p, input: { lines: 7, other: 1 }',
      "workflow: p, input: '{{ steps.c0 }}'",
    ]);
    expect(problems(text, { p: prices })).toMatchObject([
      { code: 'CALL_INPUT', message: expect.stringContaining('"Prices" needs "lines"') },
      {
        severity: 'warning',
        code: 'CALL_INPUT_UNKNOWN',
        message: expect.stringContaining('does not know "county"'),
        fixes: ['Rename to "country"'],
      },
      { code: 'TYPE_MISMATCH', message: expect.stringContaining('`lines` wants a list') },
      { code: 'TYPE_MISMATCH', message: expect.stringContaining('it needs "lines"') },
    ]);
    const closed = prices.replace('required:', 'additionalProperties: false\n  required:');
    const other = calling('A', ['workflow: p, input: { lines: [], other: 1 }']);
    expect(problems(other, { p: closed })).toMatchObject([
      { code: 'CALL_INPUT_UNKNOWN', hint: 'Remove the key.' },
    ]);
    expect(problems(other, { p: prices })).toEqual([]);
  });

  it('give the types of what they return', () => {
    const uses = calling('A', ['workflow: p, input: { lines: [] }']).replace(
      'edges:\n',
      '  tell: { kind: log, with: { message: "{{ steps.c0.nett }} {{ steps.c0.rows.trim() }}" } }\nedges:\n  - c0 -> tell\n',
    );
    expect(problems(uses, { p: prices })).toMatchObject([
      { code: 'TYPE_KEY', fixes: ['Change to "net"'] },
      { code: 'TYPE_METHOD' },
    ]);
  });

  it('that every run makes in a circle are an error; with a decision they are only said', () => {
    const round = { 'self.yaml': calling('A', ['workflow: b.yaml']) };
    const back = calling('B', ['workflow: self.yaml']);
    expect(problems(calling('A', ['workflow: b.yaml']), { ...round, 'b.yaml': back })).toEqual([
      {
        severity: 'error',
        code: 'INCLUDE_CYCLE',
        message: 'Workflows call each other in a circle: A -> B -> A',
        hint: expect.stringContaining('put a decision before the call'),
        fixes: [],
      },
    ]);
    const decided = calling('B', ['workflow: self.yaml']).replace(
      'start -> c0',
      'start -> more\n  - more.true -> c0',
    );
    const withCondition = decided.replace(
      'edges:',
      '  more: { kind: condition, with: { when: "{{ input !== null }}" } }\nedges:',
    );
    const returning = back.replace(
      'edges:',
      '  done: { kind: return, with: { when: "{{ input === 0 }}" } }\nedges:\n  - start -> done',
    );
    const guarded = back.replace('kind: call', "skipWhen: '{{ input === 0 }}', kind: call");
    for (const other of [withCondition, returning, guarded]) {
      const found = problems(calling('A', ['workflow: b.yaml']), { ...round, 'b.yaml': other });
      expect(found).toMatchObject([
        {
          severity: 'hint',
          code: 'INCLUDE_CYCLE',
          message: expect.stringContaining('A -> B -> A'),
        },
      ]);
    }
  });

  it('read a text once for as long as it is in use', () => {
    let reads = 0;
    const reader = createCalledReader(kinds, (text) => {
      reads += 1;
      return parseWorkflow(text);
    });
    const set = { self: null, links: [], workflows: [{ key: 'p', hash: '1', text: prices }] };
    reader.read(set);
    reader.read({ ...set, workflows: [...set.workflows, { key: 'q', hash: '1', text: prices }] });
    expect(reads).toBe(1);
    reader.read({ ...set, workflows: [] });
    reader.read(set);
    expect(reads).toBe(2);
  });
});
