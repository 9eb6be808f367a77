import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json';
import {
  defaultSettings,
  type LayoutBox,
  type SampleInput,
  type StepId,
  type Workflow,
  type WorkflowSettings,
} from '../model';
import { nodeAt, toJson, type MapNode, type SourceNode } from '../source/node';
import { currentFormat, readFormat } from './read-format';
import {
  childMap,
  childOf,
  childText,
  isNothing,
  nameOf,
  quote,
  reportUnknownKeys,
  wrongType,
  type ReadContext,
} from './read-context';
import { readBreakpoints } from './read-breakpoints';
import { readCurrency } from './read-cost';
import { readDuration } from './read-policies';
import { groupsKey, readGroups } from './read-groups';
import { readProfile } from './read-profile';
import { readGraph } from './read-steps';

export const workflowKeys = [
  'stepwell',
  'name',
  'description',
  'input',
  'output',
  'result',
  'vars',
  'env',
  'secrets',
  'settings',
  'profile',
  'steps',
  'edges',
  'pins',
  'samples',
  'breakpoints',
  'layout',
] as const;

const settingKeys = ['concurrency', 'timeout', 'runTimeout', 'missing', 'currency'] as const;
const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The workflow that a file's root describes, with broken parts left out and reported. */
export function readWorkflow(context: ReadContext, root: MapNode): Workflow {
  const formatVersion = readFormat(context, root);
  if (formatVersion <= currentFormat) reportUnknownKeys(context, root, workflowKeys, 'A workflow');
  const name = childText(context, root, 'name', '`name`');
  if (name === undefined && childOf(root, 'name') === undefined) {
    context.problems.add({
      code: 'SCHEMA_REQUIRED',
      severity: 'warning',
      message: 'The workflow has no `name`',
      hint: 'Add a line `name: …` below `stepwell:`.',
      from: root.from,
      to: root.from,
    });
  }
  const description = childText(context, root, 'description', '`description`');
  const input = readObject(context, root, 'input');
  const output = readObject(context, root, 'output');
  const result = childOf(root, 'result');
  const profile = readProfile(context, root);
  context.defaultJoin = profile?.join ?? 'any';
  const graph = readGraph(context, root, [], null);
  return {
    formatVersion,
    name: name ?? 'Untitled workflow',
    ...(description !== undefined && { description }),
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(result !== undefined && !isNothing(result) && { result: toJson(result) }),
    vars: readObject(context, root, 'vars') ?? {},
    env: readNames(context, root, 'env', 'HOME'),
    secrets: readNames(context, root, 'secrets', 'apiToken'),
    settings: readSettings(context, root, profile?.missing ?? defaultSettings.missing),
    ...(profile !== undefined && { profile }),
    pins: readPins(context, root),
    samples: readSamples(context, root),
    breakpoints: readBreakpoints(context, root),
    layout: readLayout(context, root),
    ...readGroups(context, root),
    ...graph,
  };
}

function readObject(context: ReadContext, root: MapNode, key: string): JsonObject | undefined {
  const node = childMap(context, root, key, `\`${key}\``);
  const value = node === undefined ? undefined : toJson(node);
  return isJsonObject(value) ? value : undefined;
}

function readNames(
  context: ReadContext,
  root: MapNode,
  key: string,
  example: string,
): readonly string[] {
  const node = childOf(root, key);
  if (node === undefined || isNothing(node)) return [];
  if (node.type !== 'seq') {
    wrongType(context, node, `\`${key}\``, `a list of names such as [${example}]`);
    return [];
  }
  const names = new Set<string>();
  for (const { value: item } of node.items) {
    const name = item.type === 'scalar' ? item.value : null;
    if (typeof name === 'string' && namePattern.test(name)) names.add(name);
    else {
      const hint = 'Use letters, digits and _ only. The file never holds a value, only the name.';
      wrongType(context, item, `A name in \`${key}\``, 'a plain name', {
        code: 'SCHEMA_VALUE',
        hint,
      });
    }
  }
  return [...names];
}

/** What a profile says of missing keys holds unless the settings say otherwise. */
function readSettings(
  context: ReadContext,
  root: MapNode,
  missing: WorkflowSettings['missing'],
): WorkflowSettings {
  const node = childMap(context, root, 'settings', '`settings`');
  if (node === undefined) return { ...defaultSettings, missing };
  reportUnknownKeys(context, node, settingKeys, '`settings`');
  const timeout = readDuration(context, node, 'timeout');
  const runTimeout = readDuration(context, node, 'runTimeout');
  const currency = readCurrency(context, node);
  return {
    concurrency: readConcurrency(context, node),
    missing: readMissing(context, node, missing),
    ...(timeout !== undefined && { timeout }),
    ...(runTimeout !== undefined && { runTimeout }),
    ...(currency !== undefined && { currency }),
  };
}

function readConcurrency(context: ReadContext, settings: MapNode): number {
  const node = childOf(settings, 'concurrency');
  if (node === undefined || isNothing(node)) return defaultSettings.concurrency;
  const value = node.type === 'scalar' ? node.value : null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000) {
    return value;
  }
  const expected = 'a whole number from 1 to 1000';
  wrongType(context, node, '`concurrency`', expected, { code: 'SCHEMA_VALUE' });
  return defaultSettings.concurrency;
}

function readMissing(
  context: ReadContext,
  settings: MapNode,
  fallback: WorkflowSettings['missing'],
): WorkflowSettings['missing'] {
  const node = childOf(settings, 'missing');
  if (node === undefined || isNothing(node)) return fallback;
  const value = toJson(node);
  if (value === 'error' || value === 'null' || value === 'literal') return value;
  const expected = 'one of error, "null", literal';
  wrongType(context, node, '`missing`', expected, { code: 'SCHEMA_VALUE' });
  return fallback;
}

function readPins(context: ReadContext, root: MapNode): ReadonlyMap<StepId, JsonValue> {
  const node = childMap(context, root, 'pins', '`pins`');
  const pins = new Map<StepId, JsonValue>();
  for (const entry of node?.entries ?? []) {
    if (!pins.has(entry.key)) pins.set(entry.key, toJson(entry.value));
  }
  return pins;
}

function readSamples(context: ReadContext, root: MapNode): readonly SampleInput[] {
  const node = childOf(root, 'samples');
  if (node === undefined || isNothing(node)) return [];
  if (node.type !== 'seq') {
    wrongType(context, node, '`samples`', 'a list of `name` and `input`');
    return [];
  }
  const samples: SampleInput[] = [];
  for (const { value: item } of node.items) {
    if (item.type !== 'map') {
      wrongType(context, item, 'A sample', 'a map with `name` and `input`');
      continue;
    }
    reportUnknownKeys(context, item, ['name', 'input'], 'A sample');
    const name = childText(context, item, 'name', 'The `name` of a sample');
    const input = nodeAt(item, ['input']);
    samples.push({
      name: name ?? `Sample ${samples.length + 1}`,
      input: input === undefined ? null : toJson(input),
    });
  }
  return samples;
}

const layoutKeys = ['x', 'y', 'width', 'height', 'collapsed', 'color'] as const;

function readLayout(context: ReadContext, root: MapNode): ReadonlyMap<StepId, LayoutBox> {
  const node = childMap(context, root, 'layout', '`layout`');
  const layout = new Map<StepId, LayoutBox>();
  for (const entry of node?.entries ?? []) {
    if (layout.has(entry.key) || entry.key === groupsKey) continue;
    const box = readBox(context, entry.value, entry.key);
    if (box !== undefined) layout.set(entry.key, box);
  }
  return layout;
}

function readBox(context: ReadContext, node: SourceNode, id: StepId): LayoutBox | undefined {
  if (node.type !== 'map') {
    invalidBox(context, node, `The place of ${quote(id)} must be a map with x and y`);
    return undefined;
  }
  reportUnknownKeys(context, node, layoutKeys, 'A place in `layout`');
  const x = readPixels(context, node, 'x', id, true);
  const y = readPixels(context, node, 'y', id, true);
  if (x === undefined || y === undefined) return undefined;
  const width = readPixels(context, node, 'width', id, false);
  const height = readPixels(context, node, 'height', id, false);
  const color = childText(context, node, 'color', '`color`');
  const collapsed = childOf(node, 'collapsed');
  return {
    x,
    y,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(collapsed?.type === 'scalar' &&
      typeof collapsed.value === 'boolean' && { collapsed: collapsed.value }),
    ...(color !== undefined && { color }),
  };
}

function readPixels(
  context: ReadContext,
  box: MapNode,
  key: string,
  id: StepId,
  required: boolean,
): number | undefined {
  const node = childOf(box, key);
  if (node === undefined && !required) return undefined;
  const value = node?.type === 'scalar' ? node.value : null;
  if (typeof value === 'number' && Math.abs(value) <= 1_000_000 && (required || value > 0)) {
    // Rounding may give -0, which no other number equals in a test.
    return Math.round(value) + 0;
  }
  const found = node === undefined ? 'is missing' : `cannot be ${nameOf(node)}`;
  invalidBox(context, node ?? box, `\`${key}\` of ${quote(id)} in \`layout\` ${found}`);
  return undefined;
}

function invalidBox(context: ReadContext, node: SourceNode, message: string): void {
  context.problems.add({
    code: 'LAYOUT_INVALID',
    severity: 'warning',
    message,
    hint: 'Use whole numbers of pixels. The step is placed by itself until then.',
    from: node.from,
    to: node.to,
  });
}
