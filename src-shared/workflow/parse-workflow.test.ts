import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from './parse-workflow';
import { sourceLimits } from './source/limits';

const sample = `# yaml-language-server: $schema=https://stepwell.dev/schema/workflow-1.json
stepwell: 1
name: Orders é 🌊
vars: &v { count: 0 }
steps:
  start: { kind: manual-start }
  run:
    kind: code
    with:
      code: |
        return "x"; // {{ not }}
      again: *v
      text: >-
        folded
        text
    retry: { attempts: 2, delay: 500ms }
edges:
  - start -> run
layout:
  start: { x: 0, y: 8 }
`;

function codes(text: string): string[] {
  return [...new Set(parseWorkflow(text).problems.map(({ code }) => code))];
}

/** A file that is right but for what is added at its end. */
function withTail(tail: string): string {
  return `stepwell: 1\nname: T\nsteps: {}\n${tail}`;
}

describe('parseWorkflow', () => {
  it('reads a whole file', () => {
    const { workflow, problems, readOnly } = parseWorkflow(sample);
    expect(problems).toEqual([]);
    expect(readOnly).toBe(false);
    expect(workflow?.name).toBe('Orders é 🌊');
    expect(workflow?.steps.get('run')).toEqual({
      id: 'run',
      kind: 'code',
      config: { code: 'return "x"; // {{ not }}\n', again: { count: 0 }, text: 'folded text' },
      join: 'any',
      onError: 'fail',
      disabled: false,
      retry: {
        attempts: 2,
        backoff: 'exponential',
        delay: 500,
        factor: 2,
        cap: 60_000,
        jitter: 0.2,
      },
    });
  });

  it('gives an answer for a file cut off anywhere', () => {
    for (let length = 0; length <= sample.length; length += 1) {
      const { problems, workflow } = parseWorkflow(sample.slice(0, length));
      if (workflow === null) expect(problems.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });

  it('gives an answer for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('steps:', 'a: ', '- ', '{', '}', '[', ']', '"', "'", '&a ', '*a', '|\n'),
      fc.constantFrom('\n', '\n  ', '\n\t', '#', ': ', '!x ', '---\n', '? ', '\r\n', '<<: ', ' '),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { problems, workflow } = parseWorkflow(text);
        if (workflow === null) expect(problems.length).toBeGreaterThan(0);
        for (const { range, line, column } of problems) {
          expect(range.from).toBeGreaterThanOrEqual(0);
          expect(range.to).toBeLessThanOrEqual(text.length);
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['nothing', '', 'FILE_EMPTY'],
    ['blanks and a byte order mark', '\uFEFF \n\n', 'FILE_EMPTY'],
    ['comments alone', '# nothing\n', 'FILE_EMPTY'],
    ['a NUL character', withTail('description: "a\0b"\n'), 'FILE_ENCODING'],
    ['half a surrogate pair', withTail('description: a\ud800b\n'), 'FILE_ENCODING'],
    ['half a pair as an escape', withTail('description: "\\ud800"\n'), 'STRING_SURROGATE'],
    ['a tab as indentation', 'steps:\n\ta: 1\n', 'YAML_SYNTAX'],
    ['an open bracket', withTail('vars: {a: 1\n'), 'YAML_SYNTAX'],
    ['an open quote', withTail('description: "a\n'), 'YAML_SYNTAX'],
    ['two documents', withTail('---\na: 1\n'), 'YAML_MULTI_DOC'],
    ['an unknown tag', withTail('vars: { a: !!js/function "x" }\n'), 'YAML_TAG'],
    ['a tag of another language', withTail('vars: { a: !!python/object x }\n'), 'YAML_TAG'],
    ['a cycle', withTail('vars: { a: &a [*a] }\n'), 'YAML_CYCLE'],
    ['an alias to nothing', withTail('vars: { a: *b }\n'), 'YAML_ALIAS_UNKNOWN'],
    ['a merge key', withTail('vars:\n  a: &a { b: 1 }\n  c:\n    <<: *a\n'), 'YAML_MERGE'],
    ['a repeated key', withTail('vars: { a: 1, a: 2 }\n'), 'KEY_DUPLICATE'],
    ['a forbidden key', withTail('vars: { a: { __proto__: 1 } }\n'), 'KEY_FORBIDDEN'],
    ['another forbidden key', withTail('input: { constructor: {} }\n'), 'KEY_FORBIDDEN'],
    ['keys that look alike', withTail('vars: { é: 1, "e\\u0301": 2 }\n'), 'KEY_CONFUSABLE'],
    ['a number too large', withTail('vars: { a: 1e400 }\n'), 'NUMBER_RANGE'],
    ['not a number', withTail('vars: { a: .nan }\n'), 'NUMBER_RANGE'],
    ['a number too precise', withTail('vars: { a: 9007199254740993 }\n'), 'NUMBER_PRECISION'],
    ['a list as the root', '- a\n', 'SCHEMA_ROOT'],
    ['a text as the root', 'hello\n', 'SCHEMA_ROOT'],
    ['null as the root', 'null\n', 'SCHEMA_ROOT'],
    ['a number as the root', '42\n', 'SCHEMA_ROOT'],
    ['no version', 'name: T\nsteps: {}\n', 'FORMAT_MISSING'],
    ['a broken version', 'stepwell: one\nname: T\nsteps: {}\n', 'FORMAT_INVALID'],
    ['a newer version', 'stepwell: 2\nname: T\nsteps: {}\n', 'FORMAT_NEWER'],
    ['a step that is no map', 'stepwell: 1\nname: T\nsteps: { a: 1 }\n', 'SCHEMA_TYPE'],
    ['a step without kind', 'stepwell: 1\nname: T\nsteps: { a: {} }\n', 'SCHEMA_REQUIRED'],
    ['an unknown key', withTail('stepz: 1\n'), 'KEY_UNKNOWN'],
    ['a name that is no text', 'stepwell: 1\nname: 1\nsteps: {}\n', 'SCHEMA_TYPE'],
    ['an id with a path', 'stepwell: 1\nname: T\nsteps: { ../a: { kind: x } }\n', 'ID_INVALID'],
    ['an empty id', 'stepwell: 1\nname: T\nsteps: { "": { kind: x } }\n', 'ID_INVALID'],
    ['an id with an accent', 'stepwell: 1\nname: T\nsteps: { é: { kind: x } }\n', 'ID_INVALID'],
    ['an edge that is none', withTail('edges: [a b]\n'), 'EDGE_SYNTAX'],
    ['an edge to nothing', withTail('edges: [a -> b]\n'), 'EDGE_DANGLING'],
    ['a place that is none', withTail('layout: { a: { x: 1e308, y: 0 } }\n'), 'LAYOUT_INVALID'],
    ['settings out of range', withTail('settings: { concurrency: 0 }\n'), 'SCHEMA_VALUE'],
    ['a duration that is none', withTail('settings: { timeout: soon }\n'), 'DURATION_INVALID'],
  ])('tells %s', (_name, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('keeps what it can of a file with problems', () => {
    const { workflow, problems } = parseWorkflow(
      'stepwell: 1\nname: T\nsteps:\n  a: { kind: log, retry: -1, join: most }\n  b c: { kind: log }\n  d: 5\nedges: [a -> d, a -> x]\n',
    );
    expect([...(workflow?.steps.keys() ?? [])]).toEqual(['a', 'd']);
    expect(workflow?.edges.map(({ id }) => id)).toEqual(['a.out -> d.in']);
    expect(problems.map(({ code }) => code)).toEqual([
      'RETRY_INVALID',
      'SCHEMA_VALUE',
      'ID_INVALID',
      'SCHEMA_TYPE',
      'EDGE_DANGLING',
    ]);
  });

  it('tells an id that two graphs share, and an edge across a border', () => {
    const text = `stepwell: 1
name: T
steps:
  a: { kind: log }
  b:
    kind: loop
    steps:
      a: { kind: log }
      c: { kind: log }
edges: [a -> c]
`;
    expect(codes(text)).toEqual(['NODE_DUPLICATE', 'EDGE_DANGLING']);
  });

  it('reads YAML 1.2: no, on and 012 mean what they say', () => {
    const { workflow } = parseWorkflow(
      withTail('vars: { a: no, b: on, c: 1:20, d: 012, e: 0o14 }\n'),
    );
    expect(workflow?.vars).toEqual({ a: 'no', b: 'on', c: '1:20', d: 12, e: 12 });
  });

  it('never reaches an object prototype', () => {
    parseWorkflow(withTail('vars: { __proto__: { polluted: 1 } }\n'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads a newer file as far as it goes, but lets nobody edit it', () => {
    const { workflow, readOnly } = parseWorkflow(
      'stepwell: 2\nname: T\nnew: 1\nsteps: { a: { kind: log } }\n',
    );
    expect(readOnly).toBe(true);
    expect(workflow?.steps.size).toBe(1);
  });
});

describe('the limits of parseWorkflow', () => {
  it('stops at depth, however it is written', () => {
    const depth = 100_000;
    for (const text of [
      `vars: ${'['.repeat(depth)}${']'.repeat(depth)}`,
      `vars: ${'['.repeat(depth)}`,
      `vars: ${'{a: '.repeat(depth)}`,
      '- '.repeat(depth),
      '? '.repeat(depth),
      Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
    ]) {
      expect(codes(text)).toContain('YAML_TOO_DEEP');
    }
  });

  it('stops at an alias bomb', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      const before = Array.from({ length: 10 }, () => `*a${level - 1}`);
      lines.push(`a${level}: &a${level} [${before.join(', ')}]`);
    }
    expect(codes(withTail(`vars:\n  ${lines.join('\n  ')}\n`))).toEqual(['YAML_ALIASES']);
  });

  it('stops at depth that aliases build up', () => {
    const lines = ['a0: &a0 [x]'];
    for (let level = 1; level < 70; level += 1)
      lines.push(`a${level}: &a${level} [*a${level - 1}]`);
    expect(codes(withTail(`vars:\n  ${lines.join('\n  ')}\n`))).toEqual(['YAML_TOO_DEEP']);
  });

  it('shows the first steps of a file with too many, read-only', () => {
    const steps = Array.from({ length: 6_000 }, (_, at) => `  s${at}: { kind: note }\n`).join('');
    const parsed = parseWorkflow(`stepwell: 1\nname: T\nsteps:\n${steps}`);
    expect(parsed.workflow?.steps.size).toBe(sourceLimits.steps);
    expect(parsed.readOnly).toBe(true);
    expect(parsed.problems.map(({ code }) => code)).toEqual(['GRAPH_TOO_LARGE']);
  });

  it('tells maps and texts that are too large', () => {
    const keys = Array.from({ length: 50_001 }, (_, at) => `  k${at}: 1\n`).join('');
    expect(codes(withTail(`vars:\n${keys}`))).toContain('TOO_MANY_KEYS');
    expect(codes(withTail(`description: ${'x'.repeat(9_000_000)}\n`))).toContain('VALUE_TOO_LARGE');
    expect(codes('x'.repeat(sourceLimits.textLength + 1))).toEqual(['FILE_TOO_LARGE']);
  });

  it('lists a limited number of problems', () => {
    const edges = Array.from({ length: 2_000 }, (_, at) => `  - a${at} -> b${at}\n`).join('');
    const { problems } = parseWorkflow(withTail(`edges:\n${edges}`));
    expect(problems).toHaveLength(sourceLimits.problems + 1);
    expect(problems.at(-1)?.code).toBe('MORE');
  });
});

describe('places', () => {
  const { places } = parseWorkflow(sample);
  const textAt = (range: { from: number; to: number } | null): string | null =>
    range && sample.slice(range.from, range.to);

  it('finds steps, settings and edges in the text', () => {
    expect(textAt(places.stepId('run'))).toBe('run');
    expect(textAt(places.config('run', ['again']))).toBe('*v');
    expect(textAt(places.config('run', ['nothing']))).toBe('with');
    expect(textAt(places.stepField('run', 'kind'))).toBe('code');
    expect(textAt(places.edge('start.out -> run.in'))).toBe('start -> run');
    expect(places.firstLine('run', ['code'])).toBe(11);
    const at = places.insideConfig('run', ['code'], 7) ?? 0;
    expect(sample.slice(at, at + 3)).toBe('"x"');
    expect(places.insideConfig('run', ['text'], 3)).toBeNull();
  });

  it('finds the step at a place', () => {
    expect(places.stepAt(sample.indexOf('folded'))).toBe('run');
    expect(places.stepAt(sample.indexOf('start: { x'))).toBe('start');
    expect(places.stepAt(0)).toBeNull();
    expect(places.edgeAt(sample.indexOf('-> run'))).toBe('start.out -> run.in');
  });
});
