import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps/index';
import { parseWorkflow, type ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Problem } from '@shared/workflow/problem';
import { canRun, validateWorkflow } from '@shared/workflow/validate/validate-workflow';

// Files whose schema or graph is wrong in every way we could think of. Each gives one specific error at
// its place, quickly, and as much of the workflow as can be read.

const kinds = { find: findStepDefinition, all: allStepDefinitions };

interface Read {
  readonly parsed: ParsedWorkflow;
  readonly problems: readonly Problem[];
  readonly codes: readonly string[];
}

function read(text: string): Read {
  const parsed = parseWorkflow(text);
  const problems = validateWorkflow(parsed, kinds);
  return { parsed, problems, codes: problems.map(({ code }) => code) };
}

const file = (body: string): string =>
  `stepwell: 1\nname: T\nsteps:\n  start: { kind: manual-start }\n${body}`;

/** The text a problem points at. */
function placeOf(text: string, code: string): string | undefined {
  const problem = read(text).problems.find((each) => each.code === code);
  return problem && text.slice(problem.range.from, problem.range.to);
}

describe('the root', () => {
  it.each(['[]', '"x"', '42', 'true', '- a'])('%s is no workflow', (text) => {
    const { parsed, codes } = read(text);
    expect(codes).toEqual(['SCHEMA_ROOT']);
    expect(parsed.workflow).toBeNull();
  });

  it.each(['', ' \n', '# only a comment\n', '\uFEFF'])('%j is empty', (text) => {
    expect(read(text).codes).toEqual(['FILE_EMPTY']);
  });

  it('null is no workflow', () => {
    expect(read('null').parsed.workflow).toBeNull();
    expect(read('null').codes).toHaveLength(1);
  });
});

describe('the format', () => {
  it('is missing or none', () => {
    expect(read('name: T\nsteps: { start: { kind: manual-start } }\n').codes).toEqual([
      'FORMAT_MISSING',
    ]);
    for (const version of ['0', '-1', '1.5', 'one', '[1]', 'null', '"1"']) {
      const text = `stepwell: ${version}\nname: T\nsteps: { start: { kind: manual-start } }\n`;
      expect(read(text).codes, version).toEqual(['FORMAT_INVALID']);
    }
  });

  it('is newer: shown, not edited, not run', () => {
    const { parsed, codes, problems } = read(file('').replace('stepwell: 1', 'stepwell: 3'));
    expect(codes).toEqual(['FORMAT_NEWER']);
    expect(parsed.readOnly).toBe(true);
    expect(parsed.workflow?.steps.size).toBe(1);
    expect(canRun(problems)).toBe(false);
  });
});

describe('steps', () => {
  it('of an unknown kind are kept, and stop the run', () => {
    const text = file('  new: { kind: quantum, with: { a: 1 } }\nedges: [start -> new]\n');
    const { parsed, codes, problems } = read(text);
    expect(codes).toEqual(['STEP_UNKNOWN']);
    expect(parsed.workflow?.steps.get('new')).toMatchObject({ kind: 'quantum', config: { a: 1 } });
    expect(canRun(problems)).toBe(false);
  });

  it.each([
    ['twice in one graph', '  a: { kind: log }\n  a: { kind: log }\n', 'KEY_DUPLICATE'],
    [
      'twice in the file',
      '  a: { kind: log }\n  l: { kind: loop, with: { items: [] }, steps: { a: { kind: log } } }\n',
      'NODE_DUPLICATE',
    ],
  ])('stand %s', (_what, body, code) => {
    expect(read(file(body)).codes).toContain(code);
  });

  it.each([
    ['a path', '"../../etc/passwd"', 'ID_INVALID'],
    ['a NUL', '"a\\0b"', 'ID_INVALID'],
    ['nothing', '""', 'ID_INVALID'],
    ['a blank', '" "', 'ID_INVALID'],
    ['10 KB', 'a'.repeat(10_000), 'ID_INVALID'],
    ['65 letters', 'a'.repeat(65), 'ID_INVALID'],
    ['markup', '"<img src=x onerror=alert(1)>"', 'ID_INVALID'],
    ['a prototype', '__proto__', 'KEY_FORBIDDEN'],
    ['a constructor', 'constructor', 'KEY_FORBIDDEN'],
    ['what every object has', 'toString', 'ID_INVALID'],
  ])('have %s as an id', (_what, id, code) => {
    const { codes, parsed, problems } = read(
      file(`  ${id}: { kind: log, with: { message: x } }\n`),
    );
    expect(codes).toContain(code);
    expect(canRun(problems)).toBe(false);
    // Messages quote what is wrong, but not 10 KB of it.
    for (const { message } of problems) expect(message.length).toBeLessThan(300);
    expect([...(parsed.workflow?.steps.keys() ?? [])]).not.toContain('toString');
  });

  it('have markup and braces for a name, which is text', () => {
    const name = '<img src=x onerror=alert(1)> {{constructor}}';
    const text = file(
      `  a: { kind: log, title: ${JSON.stringify(name)}, with: { message: x } }\nedges: [start -> a]\n`,
    );
    const { parsed, codes } = read(text);
    expect(codes).toEqual([]);
    expect(parsed.workflow?.steps.get('a')?.title).toBe(name);
  });

  it('have a title of 1 MB', () => {
    const text = file(
      `  a: { kind: log, title: ${'x'.repeat(1_000_000)}, with: { message: x } }\nedges: [start -> a]\n`,
    );
    expect(read(text).codes).toEqual(['VALUE_TOO_LARGE']);
  });
});

describe('edges', () => {
  it.each([
    ['a -> nowhere', 'EDGE_DANGLING'],
    ['a.sideways -> b', 'PORT_UNKNOWN'],
    ['a -> b.sideways', 'PORT_UNKNOWN'],
    ['a -> a', 'GRAPH_CYCLE'],
    ['b -> a', 'GRAPH_CYCLE'],
    ['a b', 'EDGE_SYNTAX'],
    ['a -> b -> a', 'EDGE_SYNTAX'],
    ['""', 'EDGE_SYNTAX'],
    ['[a, b]', 'EDGE_SYNTAX'],
    ['null', 'EDGE_SYNTAX'],
  ])('%s: %s', (edge, code) => {
    const body = `  a: { kind: log, with: { message: x } }\n  b: { kind: log, with: { message: x } }\nedges: [start -> a, a -> b, ${edge}]\n`;
    expect(read(file(body)).codes).toContain(code);
  });

  it('lead in a circle, which is told as a path', () => {
    const steps = ['a', 'b', 'c'].map((id) => `  ${id}: { kind: log, with: { message: x } }\n`);
    const text = file(`${steps.join('')}edges: [start -> a, a -> b, b -> c, c -> a]\n`);
    const [problem] = read(text).problems;
    expect(problem?.message).toContain('a -> b -> c -> a');
  });
});

describe('size', () => {
  it('100,000 steps: opened read-only and told, without work that grows with their square', () => {
    const steps = Array.from(
      { length: 100_000 },
      (_, at) => `  s${at}: { kind: log, with: { message: x } }\n`,
    );
    const text = file(steps.join(''));
    const before = process.cpuUsage();
    const { parsed, codes } = read(text);
    const { user, system } = process.cpuUsage(before);
    // Time of this process and not of the clock: others may be busy beside it, which makes it slower
    // still. Work that grows with the square of the steps would take many minutes.
    expect((user + system) / 1_000_000).toBeLessThan(50);
    expect(codes).toContain('TOO_MANY_KEYS');
    expect(codes).toContain('GRAPH_TOO_LARGE');
    expect(parsed.readOnly).toBe(true);
    expect(parsed.workflow?.steps.size).toBe(5_000);
  }, 90_000);
});

describe('places', () => {
  it.each(['1e308', '-1e308', '.nan', '.inf', 'null', '"8"', 'true', '[1]', '{}'])(
    'x is %s: the step is placed by itself',
    (x) => {
      const { parsed, problems } = read(`${file('')}layout: { start: { x: ${x}, y: 0 } }\n`);
      const told = problems.filter(({ code }) => code === 'LAYOUT_INVALID');
      expect(told).toHaveLength(1);
      expect(told[0]?.severity).toBe('warning');
      expect(parsed.workflow?.layout.has('start')).toBe(false);
    },
  );
});

describe('starts', () => {
  it.each([
    ['none', 'stepwell: 1\nname: T\nsteps: { a: { kind: log, with: { message: x } } }\n'],
    ['two', file('  again: { kind: manual-start }\n')],
  ])('%s', (_what, text) => {
    expect(read(text).codes).toContain('GRAPH_TRIGGER');
  });
});

describe('settings', () => {
  it.each([
    [
      'text where a number is wanted',
      'maxRedirects: many',
      'maxRedirects',
      'many',
      'maxRedirects must be a whole number from 0 to 20, found the text "many"',
    ],
    [
      'a number as text',
      'maxRedirects: "5"',
      'maxRedirects',
      '"5"',
      'maxRedirects must be a whole number from 0 to 20, found the text "5"',
    ],
    [
      'a list where text is wanted',
      'method: [GET]',
      'method',
      '[GET]',
      'method must be GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS, found a list',
    ],
    [
      'a list where a map is wanted',
      'headers: [1]',
      'headers',
      '[1]',
      'headers must be a map, found a list',
    ],
  ])('%s: with path, place and both types', (_what, setting, path, written, message) => {
    const text = file(
      `  a: { kind: http-request, with: { url: "https://x.test", ${setting} } }\nedges: [start -> a]\n`,
    );
    const { problems, codes } = read(text);
    expect(codes).toEqual(['SETTING_INVALID']);
    expect(problems[0]?.path).toEqual([path]);
    expect(problems[0]?.message).toBe(message);
    expect(placeOf(text, 'SETTING_INVALID')).toBe(written);
  });

  it.each(['-1', '1.5', '1e9', '"∞"', '.inf', 'null', '[]'])('a loop runs %s times', (times) => {
    const text = file(
      `  l: { kind: loop, with: { mode: count, times: ${times} }, steps: { a: { kind: log, with: { message: x } } } }\nedges: [start -> l]\n`,
    );
    const { problems } = read(text);
    expect(canRun(problems)).toBe(false);
    const told = problems.filter(({ step }) => step === 'l').map(({ code }) => code);
    const expected = times === '.inf' || times === 'null' ? /./ : /^LOOP_COUNT$/;
    expect([...told, ...problems.map(({ code }) => code)][0]).toMatch(expected);
  });
});
