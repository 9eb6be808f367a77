import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { Random } from './random';

const texts = [
  'plain',
  'two words',
  '',
  ' leading',
  'trailing ',
  'a: b',
  'a #b',
  '# no comment',
  '- dash',
  "it's",
  'say "hi"',
  'back\\slash',
  'yes',
  'null',
  '012',
  '1e3',
  '2020-01-01',
  '{{ steps.s0.body }}',
  'x {{ steps["s0"].y }} z',
  'first\nsecond\n',
  'const a = 1;\n\n  if (a) {\n\treturn { b: "c" };\n  }\n',
  'no end\nof line',
  'two ends\n\n',
  '  indented\nless\n',
  'tab\tinside',
  'crlf\r\nline',
  'é 🌊 \u200b',
  '[x]',
  '{x}',
  '*star',
  '&and',
  '!bang',
  '|',
  '>',
  '%percent',
  '@at',
  '`tick`',
  '---',
  '...',
  '?',
  ':',
  'http://x.test:80/a?b=c#d',
  'x'.repeat(120),
];

export function randomText(random: Random): string {
  return random.pick(texts);
}

export function randomValue(random: Random, depth = 2): JsonValue {
  const shape = random.below(depth > 0 ? 10 : 7);
  if (shape < 4) return randomText(random);
  if (shape === 4) return random.pick([0, 1, -1, 42, 1.5, -0.25, 1e21, 123456789]);
  if (shape === 5) return random.chance(0.5);
  if (shape === 6) return null;
  if (shape < 8) {
    return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1));
  }
  return randomMap(random, depth - 1);
}

const keys = [
  'a',
  'key',
  'two words',
  'x-y',
  '1',
  'true',
  'ünï',
  'a.b',
  'y',
  'Content-Type',
  'q"q',
];

export function randomMap(random: Random, depth: number): JsonObject {
  const map: Record<string, JsonValue> = {};
  const count = random.below(4);
  for (let at = 0; at < count; at += 1) map[random.pick(keys)] = randomValue(random, depth);
  return map;
}

/** The data of a workflow file: some steps, nested ones too, edges, places, pins and oddities. */
export function randomWorkflow(random: Random): JsonObject {
  const ids: string[] = [];
  const graph = randomGraph(random, ids, 2);
  const chosen = (): string[] => ids.filter(() => random.chance(0.5));
  const layout: Record<string, JsonValue> = {};
  for (const id of chosen()) {
    layout[id] = {
      x: random.below(100) * 8,
      y: random.below(100) * 8 - 400,
      ...(random.chance(0.2) && { width: 240, height: 96 }),
      ...(random.chance(0.1) && { collapsed: true }),
    };
  }
  const pins: Record<string, JsonValue> = {};
  for (const id of chosen()) if (random.chance(0.4)) pins[id] = randomValue(random);
  return {
    stepwell: 1,
    name: randomText(random) || 'T',
    ...(random.chance(0.4) && { description: randomText(random) }),
    ...(random.chance(0.3) && { vars: { count: 0, note: randomText(random) } }),
    ...(random.chance(0.3) && { secrets: ['token'] }),
    ...(random.chance(0.3) && { 'x-other-tool': randomValue(random) }),
    ...(random.chance(0.3) && { result: '{{ steps.s0 }}' }),
    ...graph,
    ...(Object.keys(pins).length > 0 && { pins }),
    ...(Object.keys(layout).length > 0 && { layout }),
  };
}

function randomGraph(random: Random, ids: string[], depth: number): JsonObject {
  const own: string[] = [];
  const steps: Record<string, JsonValue> = {};
  const count = 1 + random.below(4);
  for (let at = 0; at < count; at += 1) {
    const id = `s${ids.length}`;
    ids.push(id);
    own.push(id);
    steps[id] = randomStep(random, ids, depth);
  }
  const edges: string[] = [];
  for (let at = 1; at < own.length; at += 1) {
    if (random.chance(0.8)) edges.push(`${own[at - 1] ?? ''} -> ${own[at] ?? ''}`);
    if (random.chance(0.2)) edges.push(`${own[at - 1] ?? ''}.error -> ${own[at] ?? ''}.in`);
  }
  return { steps, ...(edges.length > 0 && { edges }) };
}

function randomStep(random: Random, ids: string[], depth: number): JsonObject {
  const settings = randomMap(random, 2);
  const nested = depth > 0 && random.chance(0.2);
  return {
    kind: nested ? 'loop' : random.pick(['log', 'transform', 'http-request']),
    ...(random.chance(0.4) && { title: randomText(random) }),
    ...((random.chance(0.8) || nested) && { with: settings }),
    ...(random.chance(0.2) && { retry: random.chance(0.5) ? 3 : { attempts: 2, delay: '1s' } }),
    ...(random.chance(0.2) && { timeout: '30s' }),
    ...(random.chance(0.1) && { disabled: true }),
    ...(random.chance(0.1) && { 'x-note': randomText(random) }),
    ...(nested && randomGraph(random, ids, depth - 1)),
  };
}
