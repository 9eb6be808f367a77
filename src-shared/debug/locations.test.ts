import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '../steps/index';
import { parseWorkflow } from '../workflow/parse-workflow';
import { createLocations, type Locations } from './locations';

const text = `stepwell: 1
name: T
# about the steps
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { over: '{{ input.list }}' }
    steps:
      first: { kind: log, with: { message: "{{ item }}" } }
      sum:
        kind: code
        title: Sum
        with:
          language: typescript
          code: |
            const a: number = 1;

            // why
            return { a };
    edges:
      - first -> sum
  short: { kind: code, with: { code: "const b = 2;\\nreturn b;" } }
  folded:
    kind: code
    with:
      code: >
        return 1;
edges:
  - start -> each
  - each -> short

layout:
  start: { x: 0, y: 0 }
`;

const open = (from = text): Locations => createLocations(parseWorkflow(from), findStepDefinition);
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('createLocations', () => {
  it.each([
    ['start: {', { type: 'step', step: 'start' }, 'start: {'],
    ['with: { over', { type: 'step', step: 'each' }, 'each:'],
    ['first: {', { type: 'step', step: 'first' }, 'first: {'],
    ['title: Sum', { type: 'step', step: 'sum' }, 'sum:'],
    ['language:', { type: 'step', step: 'sum' }, 'sum:'],
    ['    edges:', { type: 'step', step: 'each' }, 'each:'],
    ['- first -> sum', { type: 'wire', edge: 'first.out -> sum.in' }, 'first -> sum'],
    ['- each -> short', { type: 'wire', edge: 'each.out -> short.in' }, 'each -> short'],
    ['return 1', { type: 'step', step: 'folded' }, 'folded:'],
  ] as const)('the line %s stands for %j', (line, target, begins) => {
    const found = open().at(lineOf(line));
    expect(found).toMatchObject({ target, line: lineOf(begins) });
    expect(text.split('\n')[lineOf(begins) - 1]?.slice((found?.column ?? 0) - 1)).toMatch(begins);
  });

  it('a line of code stands for that line of the code', () => {
    const line = lineOf('return { a }');
    expect(open().at(line)).toEqual({
      target: { type: 'line', step: 'sum', line: 4, text: 'return { a };' },
      line,
      column: 13,
    });
    expect(open().at(line, 22)).toMatchObject({
      target: { type: 'line', step: 'sum', line: 4, column: 10 },
      line,
      column: 22,
    });
  });

  it('finds lines of code that is written in one line', () => {
    const line = lineOf('short:');
    expect(open().at(line)).toMatchObject({ target: { type: 'step', step: 'short' } });
    const column = (text.split('\n')[line - 1]?.indexOf('return b') ?? 0) + 1;
    expect(open().at(line, column)).toMatchObject({
      target: { type: 'line', step: 'short', line: 2, column: 1 },
      column,
    });
    expect(open().of({ type: 'line', step: 'short', line: 2 })).toEqual({ line, column });
  });

  it.each(['stepwell:', '# about', 'steps:', 'edges:\n  - start', 'layout:', '  start: { x'])(
    'nothing runs at %s',
    (line) => expect(open().at(lineOf(line))).toBeNull(),
  );

  it('says nothing about what is not in the text', () => {
    const locations = open();
    expect(locations.at(0)).toBeNull();
    expect(locations.at(10_000)).toBeNull();
    expect(locations.of({ type: 'step', step: 'gone' })).toBeNull();
    expect(locations.of({ type: 'wire', edge: 'a.out -> b.in' })).toBeNull();
    expect(locations.of({ type: 'line', step: 'start', line: 1 })).toBeNull();
    expect(locations.of({ type: 'line', step: 'sum', line: 99 })).toBeNull();
    expect(open('not: [a workflow').at(1)).toBeNull();
  });

  it('lists every place to stop at, without blank lines and comments of the code', () => {
    const between = open().between(lineOf('each:'), lineOf('- first -> sum'));
    expect(between.map(({ target }) => target)).toMatchObject([
      { type: 'step', step: 'each' },
      { type: 'step', step: 'first' },
      { type: 'step', step: 'sum' },
      { type: 'line', line: 1 },
      { type: 'line', line: 4 },
      { type: 'wire' },
    ]);
    expect(open().between(1, 4)).toEqual([]);
  });

  it('every place leads to its target and back, whatever comes before it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('# note', '', '#'), { maxLength: 6 }), (before) => {
        const moved = open(`${before.join('\n')}\n${text}`);
        const all = moved.between(1, moved.lineCount);
        expect(all).toHaveLength(open().between(1, 1_000).length);
        for (const { target, line, column } of all) {
          expect(moved.of(target)).toEqual({ line, column });
          expect(moved.at(line, column)?.target).toMatchObject(
            target.type === 'line' ? { type: 'line', line: target.line } : target,
          );
        }
      }),
    );
  });

  it('finds ten thousand places of a large file', () => {
    const steps = Array.from(
      { length: 5_000 },
      (_, i) => `  s${i}: { kind: log, with: { message: a } }`,
    );
    const edges = Array.from({ length: 4_999 }, (_, i) => `  - s${i} -> s${i + 1}`);
    const large = open(
      `stepwell: 1\nname: L\nsteps:\n${steps.join('\n')}\nedges:\n${edges.join('\n')}\n`,
    );
    for (let line = 1; line <= large.lineCount; line += 1) large.at(line);
    expect(large.between(1, large.lineCount)).toHaveLength(9_999);
  });
});
