import fc from 'fast-check';

// Workflow texts of all shapes whose steps refer to each other, for properties of whole texts. Every
// value is a number or null, so that any step can use any other.

export interface TextPlot {
  readonly steps: readonly TextStepPlot[];
  readonly body: readonly TextStepPlot[];
}

export interface TextStepPlot {
  readonly kind: 'value' | 'value' | 'decide' | 'switch' | 'loop';
  readonly join: 'any' | 'all' | 'settled';
  /** Earlier steps it follows, counted back, and which of their ways out. */
  readonly after: readonly (readonly [number, number])[];
  /** Earlier steps whose outputs it uses, counted back. */
  readonly uses: readonly number[];
  readonly extra: 'none' | 'input' | 'vars' | 'item' | 'env';
  readonly seed: number;
}

const stepPlot: fc.Arbitrary<TextStepPlot> = fc.record({
  kind: fc.constantFrom('value', 'value', 'value', 'decide', 'switch', 'loop'),
  join: fc.constantFrom('any', 'any', 'any', 'all', 'settled'),
  after: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat({ max: 2 })), {
    minLength: 1,
    maxLength: 2,
  }),
  uses: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  extra: fc.constantFrom('none', 'none', 'input', 'vars', 'item', 'env'),
  seed: fc.nat({ max: 9 }),
});

export const textPlot: fc.Arbitrary<TextPlot> = fc.record({
  steps: fc.array(stepPlot, { minLength: 3, maxLength: 9 }),
  body: fc.array(stepPlot, { minLength: 1, maxLength: 4 }),
});

const ways: Readonly<Record<TextStepPlot['kind'], readonly string[]>> = {
  value: ['out'],
  loop: ['out'],
  decide: ['true', 'false'],
  switch: ['one', 'two', 'default'],
};

const extras: Readonly<Record<TextStepPlot['extra'], string>> = {
  none: '0',
  input: '(input.a + (input.b ?? 1))',
  vars: 'vars.rate',
  item: '0',
  env: '(env.NONE ?? 2)',
};

/** The text of a workflow whose result has every step's output. */
export function plotText({ steps, body }: TextPlot): string {
  const lines: string[] = [];
  const edges: string[] = ['start -> s0'];
  steps.forEach((plot, at) => lines.push(...stepLines(plot, at, 's', steps, body, edges)));
  return [
    'stepwell: 1',
    'name: Random',
    'input: { type: object, required: [a], properties: { a: { type: number }, b: { type: number } } }',
    'vars: { rate: 3 }',
    'env: [NONE]',
    'result:',
    ...steps.map((_, at) => `  s${at}: "{{ steps?.s${at} ?? null }}"`),
    'steps:',
    '  start: { kind: manual-start }',
    ...lines.map((line) => `  ${line}`),
    'edges:',
    ...[...new Set(edges)].map((edge) => `  - ${edge}`),
    '',
  ].join('\n');
}

function stepLines(
  plot: TextStepPlot,
  at: number,
  prefix: string,
  all: readonly TextStepPlot[],
  body: readonly TextStepPlot[],
  edges: string[],
): string[] {
  const id = `${prefix}${at}`;
  if (at > 0) {
    for (const [back, way] of plot.after) {
      const from = Math.max(0, at - back);
      const ports = ways[kindOf(all[from], prefix)];
      edges.push(`${prefix}${from}.${ports[way % ports.length] ?? 'out'} -> ${id}`);
    }
  }
  const before = stepsBefore(edges, id);
  const used = plot.uses
    .map((back) => `${prefix}${Math.max(0, at - back)}`)
    .filter((other) => before.has(other))
    .map((other) => `(steps?.${other} ?? 5)`);
  const number = (text: string): string => `(typeof ${text} === 'number' ? ${text} : 1)`;
  const extra = prefix === 'b' && plot.extra === 'item' ? 'item' : extras[plot.extra];
  const value = [String(plot.seed), extra, ...(at === 0 ? [] : used.map(number))].join(' + ');
  const join = plot.join === 'any' || at === 0 ? [] : [`  join: ${plot.join}`];
  switch (kindOf(plot, prefix)) {
    case 'decide':
      return [
        `${id}:`,
        '  kind: condition',
        ...join,
        `  with: { when: "{{ (${value}) % 2 === 0 }}" }`,
      ];
    case 'switch':
      return [
        `${id}:`,
        '  kind: switch',
        ...join,
        '  with:',
        `    value: "{{ (${value}) % 3 }}"`,
        '    cases: [{ name: one, equals: 1 }, { name: two, equals: 2 }]',
      ];
    case 'loop': {
      const inner: string[] = [];
      const lines = body.flatMap((part, place) => stepLines(part, place, 'b', body, [], inner));
      // One last step, so that the output of an iteration names no others.
      const outputs = body.map((_, place) => `b${place}: "{{ steps?.b${place} ?? null }}"`);
      lines.push('b99:', '  kind: transform', '  join: settled');
      lines.push(`  with: { value: { ${outputs.join(', ')} } }`);
      body.forEach((part, place) =>
        ways[kindOf(part, 'b')].forEach((way) => inner.push(`b${place}.${way} -> b99`)),
      );
      // Ids are unique in a file, and so are those in each loop.
      const own = (line: string): string => line.replace(/\bb(\d+)/g, `${id}b$1`);
      return [
        `${id}:`,
        '  kind: loop',
        ...join,
        `  with: { items: [1, 2, "{{ ${value} }}"] }`,
        '  steps:',
        ...lines.map((line) => `    ${own(line)}`),
        ...(inner.length === 0 ? [] : ['  edges:']),
        ...[...new Set(inner)].map((edge) => `    - ${own(edge)}`),
      ];
    }
    default:
      return [`${id}:`, '  kind: transform', ...join, `  with: { value: "{{ ${value} }}" }`];
  }
}

/** A step beside another one may have finished or not when that one begins, as chance has it. */
function stepsBefore(edges: readonly string[], id: string): ReadonlySet<string> {
  const before = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of edges) {
      const [from = '', to] = edge.split(' -> ');
      const step = from.split('.')[0] ?? '';
      if (to !== at || before.has(step)) continue;
      before.add(step);
      open.push(step);
    }
  }
  return before;
}

/** Loops stand at the top only. */
function kindOf(plot: TextStepPlot | undefined, prefix: string): TextStepPlot['kind'] {
  if (plot === undefined || (prefix === 'b' && plot.kind === 'loop')) return 'value';
  return plot.kind;
}
