import { createRandom } from '../documents/random';

/** A generated workflow with one wrong expression, and the same with the right one. */
export interface GeneratedFault {
  readonly name: string;
  readonly right: string;
  readonly text: string;
  /** Where the wrong expression stands. */
  readonly at: number;
  readonly length: number;
}

type Shape = 'text' | 'number' | 'boolean' | 'list';

interface Known {
  /** How an expression reads it. */
  readonly path: string;
  readonly shape: Shape;
}

const words = ['orders', 'customer', 'total', 'status', 'invoice', 'country', 'weight', 'note'];

/** What is right to do with a value, by its type. */
const uses: Readonly<Record<Shape, readonly string[]>> = {
  text: ['.trim()', '.toUpperCase()', '.length', ".split(',')"],
  number: [' * 2', '.toFixed(2)', ' - 1'],
  boolean: [' ? 1 : 2', ' === true'],
  list: ['.length', '.map(x => x)', '.filter(x => x > 1)', '.sum()'],
};

/** What never is. */
const misuses: Readonly<Record<Shape, readonly string[]>> = {
  text: ['.map(x => x)', '.total', ' * 2', '.format()', ' === 3'],
  number: ['.trim()', '.length', '.map(x => x)', " === 'x'", '.total'],
  boolean: ['.length', '.sum()', " === 'yes'", '.value'],
  list: ['.trim()', ' * 2', '.total', '.toFixed(2)', ' > 3'],
};

const count = 60;

/** One fault per seed: in chains of transforms of all lengths, with a schema at the start. */
export const generatedFaults: readonly GeneratedFault[] = Array.from({ length: count }, (_, seed) =>
  makeFault(seed),
);

function makeFault(seed: number): GeneratedFault {
  const random = createRandom(seed + 7_000);
  const properties: Record<string, unknown> = {};
  const known: Known[] = [];
  for (const word of words.slice(0, 3 + (seed % 5))) {
    const shape = random.pick<Shape>(['text', 'number', 'boolean', 'list']);
    properties[word] = schemaOf(shape);
    known.push({ path: `input.${word}`, shape });
  }
  const input = JSON.stringify({ type: 'object', required: Object.keys(properties), properties });
  const lines: string[] = ['  start: { kind: manual-start }'];
  const edges: string[] = [];
  let before = 'start';
  const length = 2 + (seed % 9);
  for (let at = 0; at < length; at += 1) {
    const id = `step${at}`;
    const fields = [0, 1].map((field) => {
      const from = random.pick(known);
      return { name: `${words[(at + field) % words.length] ?? 'x'}${field}`, from };
    });
    const value = fields.map(({ name, from }) => `${name}: "{{ ${from.path} }}"`).join(', ');
    lines.push(`  ${id}: { kind: transform, with: { value: { ${value} } } }`);
    for (const { name, from } of fields) {
      known.push({ path: `steps.${id}.${name}`, shape: from.shape });
    }
    edges.push(`${before} -> ${id}`);
    before = id;
  }
  const target = random.pick(known.slice(-4));
  const slip = seed % 3 === 0;
  const right = `${target.path}${random.pick(uses[target.shape])}`;
  const wrong = slip
    ? `${target.path.slice(0, -1)}zz`
    : `${target.path}${random.pick(misuses[target.shape])}`;
  const write = (expression: string): string =>
    [
      'stepwell: 1',
      `name: Generated ${seed}`,
      `input: ${input}`,
      'steps:',
      ...lines,
      `  last: { kind: log, with: { message: "it is {{ ${expression} }}" } }`,
      `edges: [${[...edges, `${before} -> last`].join(', ')}]`,
      '',
    ].join('\n');
  const text = write(wrong);
  return {
    name: `${wrong}, ${target.shape}, ${length} steps`,
    right: write(right),
    text,
    at: text.indexOf(`{{ ${wrong} }}`) + 3,
    length: wrong.length,
  };
}

function schemaOf(shape: Shape): unknown {
  if (shape === 'list') return { type: 'array', items: { type: 'number' } };
  return { type: shape === 'text' ? 'string' : shape };
}
