import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@shared/lib/json';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { applyTextChanges } from '@shared/workflow/text-change';
import { validateWorkflow } from '@shared/workflow/validate/validate-workflow';
import type { ValidateOptions } from '@shared/workflow/validate/validation';
import { createRandom } from '../documents/random';
import { writeInStyle } from '../documents/write-in-style';
import { contentFaults } from './content-faults';
import type { Fault } from './fault';
import { shapeFaults } from './shape-faults';
import { kinds } from './kinds';
import { sinkWorkflow } from './sink';

const faults = [...shapeFaults, ...contentFaults];
const seeds = Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 60);

/** A small library: `child` is right, `ping` and `pong` call each other, `far` leads to them. */
const library = new Map(
  Object.entries({ child: [], ping: ['pong'], pong: ['ping'], far: ['child', 'ping'] }).map(
    ([name, calls]) => [name, workflowCalling(name, calls)],
  ),
);

function workflowCalling(name: string, calls: readonly string[]) {
  const steps = Object.fromEntries(
    calls.map((workflow, at) => [`call${at}`, { kind: 'ask-other', with: { workflow } }]),
  );
  const properties = { id: {}, count: { type: 'number' } };
  const input = name === 'child' ? { input: { type: 'object', required: ['id'], properties } } : {};
  const { workflow } = parseWorkflow(JSON.stringify({ stepwell: 1, name, ...input, steps }));
  if (workflow === null) throw new Error('The library is broken');
  return workflow;
}

const options: ValidateOptions = {
  self: 'self',
  resolveWorkflow: (reference) => {
    const workflow = library.get(reference);
    if (reference === 'broken') {
      const broken = { message: 'No.', line: 3 };
      return { type: 'found', key: 'broken', workflow: workflowCalling('Broken', []), broken };
    }
    if (reference.includes('@')) {
      const why = { message: 'there is no such version', hint: 'Look it up.' };
      return { type: 'missing', why: { code: 'WORKFLOW_MISSING', ...why } };
    }
    if (reference === 'self')
      return { type: 'found', key: 'self', workflow: workflowCalling('Self', []) };
    return workflow === undefined
      ? { type: 'missing', known: [...library.keys()] }
      : { type: 'found', key: reference, workflow };
  },
};

function problemsOf(text: string): readonly Problem[] {
  return validateWorkflow(parseWorkflow(text), kinds, options);
}

function textOf(data: JsonObject, seed: number): string {
  return writeInStyle(data, createRandom(seed + 1_000));
}

const inWords = ({ code, line, step, edge, message }: Problem): string =>
  `${line}: ${code} ${step ?? edge ?? ''} ${message}`;

describe('random workflows that are right', () => {
  it(`have no errors, and everything that is told of them has a place, ${seeds} of them`, () => {
    for (let seed = 0; seed < seeds; seed += 1) {
      const text = textOf(sinkWorkflow(createRandom(seed)), seed);
      const problems = problemsOf(text);
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(errors.map(inWords), `seed ${seed}\n${text}`).toEqual([]);
      const mistaken = problems.filter(({ code }) => !harmless.has(code));
      expect(mistaken.map(inWords), `seed ${seed}\n${text}`).toEqual([]);
    }
  });
});

/** What chance may well produce: loose ends, and outputs that nobody asks for. */
const harmless = new Set([
  'OUTPUT_UNUSED',
  'BRANCH_MISSING',
  'STEP_UNREACHABLE',
  'ID_CONFUSABLE',
  // The input does not need all of its keys, and nobody looks.
  'TYPE_OPTIONAL',
]);

describe('workflows with one mistake', () => {
  it('come in many kinds', () => {
    expect(faults.length).toBeGreaterThanOrEqual(100);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))('is found: %s', (_name, fault) => {
    for (const seed of [1, 2, 3]) checkFault(fault, seed);
  });
});

function checkFault(fault: Fault, seed: number): void {
  const text = textOf(fault.change(sinkWorkflow(createRandom(seed))), seed);
  const problems = problemsOf(text);
  const found = problems.filter((problem) => isThe(fault, problem));
  const all = problems.map(inWords).join('\n');
  expect(found.length, `seed ${seed}: ${all}`).toBeGreaterThan(0);
  for (const problem of found) {
    expect(problem.message.length).toBeLessThan(400);
    expect(problem.range.to).toBeLessThanOrEqual(text.length);
    checkFixes(text, problem, problems, `seed ${seed}\n${text.slice(0, 5_000)}`);
  }
  if (!fault.fix || seed > 2) return;
  expect(
    found.some(({ fixes }) => fixes.length > 0),
    `no fix, seed ${seed}: ${all}`,
  ).toBe(true);
}

function isThe(fault: Fault, problem: Problem): boolean {
  return (
    problem.code === fault.code &&
    (fault.step === undefined || problem.step === fault.step) &&
    (fault.edge === undefined || problem.edge === fault.edge) &&
    (fault.path === undefined || JSON.stringify(problem.path) === JSON.stringify(fault.path))
  );
}

/** A fix takes its problem away, and breaks nothing that could be read before. */
function checkFixes(
  text: string,
  problem: Problem,
  before: readonly Problem[],
  where: string,
): void {
  for (const { title, changes } of problem.fixes) {
    const fixed = applyTextChanges(text, changes);
    const after = problemsOf(fixed);
    const same = (other: Problem): boolean =>
      other.code === problem.code &&
      other.step === problem.step &&
      other.edge === problem.edge &&
      other.message === problem.message;
    const note = `${title}: ${inWords(problem)}\n${after.map(inWords).join('\n')}\n${where}`;
    expect(after.filter(same).length, note).toBeLessThan(before.filter(same).length);
    expect(
      after.filter(({ code }) => code.startsWith('YAML_')),
      note,
    ).toEqual([]);
  }
}
