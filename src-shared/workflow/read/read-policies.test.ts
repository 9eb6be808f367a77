import { describe, expect, it } from 'vitest';
import type { Step, Workflow } from '../model';
import { parseWorkflow } from '../parse-workflow';
import { applyTextChanges } from '../text-change';

function read(fields: string, more = ''): { text: string; step: Step; workflow: Workflow } {
  const text = `stepwell: 1\nname: T\n${more}steps:\n  a: { kind: log, ${fields} }\n`;
  const { workflow } = parseWorkflow(text);
  const step = workflow?.steps.get('a');
  if (workflow === null || step === undefined) throw new Error('The text is no workflow');
  return { text, step, workflow };
}

function problemsOf(fields: string, more = ''): string[] {
  const { text } = read(fields, more);
  return parseWorkflow(text).problems.map(
    ({ code, range }) => `${code} ${text.slice(range.from, range.to)}`,
  );
}

describe('rate limit and circuit breaker', () => {
  it('are read with durations in every writing', () => {
    const { step } = read(
      'rateLimit: { limit: 5, per: 1s, key: shop }, circuitBreaker: { failures: 3, reset: 500 }',
    );
    expect(step.rateLimit).toEqual({ limit: 5, per: 1_000, key: 'shop' });
    expect(step.circuitBreaker).toEqual({ failures: 3, reset: 500 });
  });

  it.each([
    ['rateLimit: { limit: 0, per: 1s }', 'GUARD_INVALID 0'],
    ['rateLimit: { limit: -1, per: 1s }', 'GUARD_INVALID -1'],
    ['rateLimit: { limit: 1.5, per: 1s }', 'GUARD_INVALID 1.5'],
    ['rateLimit: { limit: 1e9, per: 1s }', 'GUARD_INVALID 1e9'],
    ['rateLimit: { limit: "∞", per: 1s }', 'GUARD_INVALID "∞"'],
    ['rateLimit: { limit: 5, per: 0s }', 'GUARD_INVALID 0s'],
    ['rateLimit: { limit: 5, per: soon }', 'DURATION_INVALID soon'],
    ['rateLimit: { limit: 5, per: 60d }', 'DURATION_INVALID 60d'],
    ['rateLimit: { limit: 5 }', 'GUARD_INVALID { limit: 5 }'],
    ['rateLimit: 5', 'SCHEMA_TYPE 5'],
    ['rateLimit: { limit: 5, per: 1s, key: "" }', 'GUARD_INVALID ""'],
    ['rateLimit: { limit: 5, per: 1s, keys: a }', 'KEY_UNKNOWN keys'],
    ['circuitBreaker: { failures: 0, reset: 1s }', 'GUARD_INVALID 0'],
    ['circuitBreaker: { failures: 3 }', 'GUARD_INVALID { failures: 3 }'],
    ['circuitBreaker: { failures: 3, reset: -1 }', 'DURATION_INVALID -1'],
    ['onInterrupt: maybe', 'SCHEMA_VALUE maybe'],
  ])('are refused where they are wrong: %s', (fields, problem) => {
    expect(problemsOf(fields)).toEqual([problem]);
  });

  it('do not exist as long as one of their numbers is missing', () => {
    expect(read('rateLimit: { limit: 5 }').step.rateLimit).toBeUndefined();
    expect(read('circuitBreaker: { reset: 5s }').step.circuitBreaker).toBeUndefined();
  });
});

describe('skipWhen', () => {
  it('is one binding', () => {
    expect(read("skipWhen: '{{ input.x === 1 }}'").step.skipWhen).toBe('{{ input.x === 1 }}');
    expect(problemsOf("skipWhen: 'a {{ input.x }}'")).toEqual([
      "SKIP_WHEN_INVALID 'a {{ input.x }}'",
    ]);
    expect(problemsOf('skipWhen: true')).toEqual(['SCHEMA_TYPE true']);
  });

  it('is put in braces by the fix', () => {
    const { text } = read('skipWhen: input.x === 1');
    const [problem] = parseWorkflow(text).problems;
    const fixed = applyTextChanges(text, problem?.fixes[0]?.changes ?? []);
    expect(parseWorkflow(fixed).problems).toEqual([]);
    expect(parseWorkflow(fixed).workflow?.steps.get('a')?.skipWhen).toBe('{{ input.x === 1 }}');
  });
});

describe('profile', () => {
  const profile = 'profile: { dialect: other, missing: "null", join: all }\n';

  it('gives the defaults of joins and missing keys', () => {
    const { workflow, step } = read('title: A', profile);
    expect(workflow.profile).toEqual({ dialect: 'other', missing: 'null', join: 'all' });
    expect(step.join).toBe('all');
    expect(workflow.settings.missing).toBe('null');
  });

  it('gives way to what the file says itself', () => {
    const more = `${profile}settings: { missing: literal }\n`;
    const { workflow, step } = read('join: settled', more);
    expect(step.join).toBe('settled');
    expect(workflow.settings.missing).toBe('literal');
  });

  it.each([
    ['profile: { join: all }\n', 'SCHEMA_REQUIRED { join: all }'],
    ['profile: { dialect: x, missing: null }\n', ''],
    ['profile: { dialect: x, missing: nothing }\n', 'SCHEMA_VALUE nothing'],
    ['profile: { dialect: x, interpolation: html }\n', 'SCHEMA_VALUE html'],
    ['profile: { dialect: x, join: most }\n', 'SCHEMA_VALUE most'],
    ['profile: { dialect: x, scheduling: 1 }\n', 'SCHEMA_VALUE 1'],
    ['profile: { dialect: x, joins: all }\n', 'KEY_UNKNOWN joins'],
    ['profile: other\n', 'SCHEMA_TYPE other'],
  ])('is checked: %s', (more, problem) => {
    expect(problemsOf('title: A', more)).toEqual(problem === '' ? [] : [problem]);
  });
});
