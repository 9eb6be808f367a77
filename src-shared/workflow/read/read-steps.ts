import { analyzeTemplate } from '../../expressions/analyze';
import { nearestName } from '../../expressions/nearest-name';
import { isJsonObject, type JsonObject } from '../../lib/json';
import type { Edge, ErrorPolicy, Graph, InterruptPolicy, JoinPolicy, Step, StepId } from '../model';
import { isStepId, suggestStepId } from '../step-id';
import { sourceLimits } from '../source/limits';
import { toJson, type MapEntry, type MapNode, type SourcePath } from '../source/node';
import {
  childMap,
  childOf,
  childText,
  isNothing,
  quote,
  reportUnknownKeys,
  wrongType,
  type ReadContext,
} from './read-context';
import { readCost } from './read-cost';
import { readEdges } from './read-edges';
import { readCircuitBreaker, readRateLimit } from './read-guards';
import { readDuration, readRetry } from './read-policies';

export const stepKeys = [
  'kind',
  'title',
  'description',
  'with',
  'join',
  'skipWhen',
  'retry',
  'timeout',
  'rateLimit',
  'circuitBreaker',
  'onError',
  'onInterrupt',
  'cost',
  'disabled',
  'steps',
  'edges',
] as const;

const joins = ['any', 'all', 'settled'] as const;
const errorPolicies = ['fail', 'skip', 'continue', 'port'] as const;
const interruptPolicies = ['ask', 'retry'] as const;

/** Reads `steps:` and `edges:` of the workflow or of a container. */
export function readGraph(
  context: ReadContext,
  parent: MapNode,
  path: SourcePath,
  container: StepId | null,
): Graph {
  const list = childMap(context, parent, 'steps', '`steps`');
  const found: { source: MapEntry; node: MapNode | null; path: SourcePath }[] = [];
  for (const entry of list?.entries ?? []) {
    if (context.steps.size >= sourceLimits.steps) {
      reportTooLarge(context, entry);
      break;
    }
    if (!acceptId(context, entry, list?.entries ?? [])) continue;
    const node = entry.value.type === 'map' ? entry.value : null;
    const stepPath = [...path, 'steps', entry.key];
    context.steps.set(entry.key, { id: entry.key, path: stepPath, entry, node, container });
    found.push({ source: entry, node, path: stepPath });
  }
  const steps = new Map<StepId, Step>();
  for (const { source, node, path: stepPath } of found) {
    steps.set(source.key, readStep(context, source, node, stepPath));
  }
  const edges: readonly Edge[] = readEdges(context, parent, path, steps, container);
  return { steps, edges };
}

function acceptId(context: ReadContext, entry: MapEntry, siblings: readonly MapEntry[]): boolean {
  const { key: id, keyFrom: from, keyTo: to } = entry;
  if (!isStepId(id)) {
    const like = suggestStepId(id);
    context.problems.add({
      code: 'ID_INVALID',
      message: `${quote(id)} cannot be a step's id`,
      hint: `Use a letter or _ followed by at most 63 letters, digits or _, for example "${like}".`,
      from,
      to,
    });
    return false;
  }
  const other = context.steps.get(id);
  if (other === undefined) return true;
  // A second entry of the same map was reported as KEY_DUPLICATE.
  if (siblings.includes(other.entry)) return false;
  context.problems.add({
    code: 'NODE_DUPLICATE',
    message: `The id "${id}" is used by two steps`,
    hint: 'Ids are unique in the whole file, nested steps included: rename one of them.',
    from,
    to,
    step: id,
  });
  return false;
}

function reportTooLarge(context: ReadContext, entry: MapEntry): void {
  if (context.tooLarge) return;
  context.tooLarge = true;
  context.problems.add({
    code: 'GRAPH_TOO_LARGE',
    message: `The workflow has more than ${sourceLimits.steps} steps; the rest is not shown`,
    hint: 'Split it, or use a loop over data instead of repeated steps. It opens read-only.',
    from: entry.keyFrom,
    to: entry.keyTo,
  });
}

function readStep(
  context: ReadContext,
  entry: MapEntry,
  node: MapNode | null,
  path: SourcePath,
): Step {
  const id = entry.key;
  const blank: Step = {
    id,
    kind: '',
    config: {},
    join: context.defaultJoin,
    onError: 'fail',
    disabled: false,
  };
  if (node === null) {
    wrongType(context, entry.value, `The step "${id}"`, 'a map with a `kind`', { step: id });
    return blank;
  }
  reportUnknownKeys(context, node, stepKeys, 'A step', id);
  const title = childText(context, node, 'title', '`title`', id);
  const description = childText(context, node, 'description', '`description`', id);
  const retry = readRetry(context, node, id);
  const timeout = readDuration(context, node, 'timeout', id);
  const rateLimit = readRateLimit(context, node, id);
  const circuitBreaker = readCircuitBreaker(context, node, id);
  const skipWhen = readGuard(context, node, id);
  const join = readChoice<JoinPolicy>(context, node, 'join', joins, id);
  const onInterrupt = readChoice<InterruptPolicy>(
    context,
    node,
    'onInterrupt',
    interruptPolicies,
    id,
  );
  const cost = readCost(context, node, id);
  const container = childOf(node, 'steps') !== undefined || childOf(node, 'edges') !== undefined;
  return {
    ...blank,
    kind: readKind(context, entry, node),
    config: readConfig(context, node, id),
    join: join ?? context.defaultJoin,
    onError: readChoice<ErrorPolicy>(context, node, 'onError', errorPolicies, id) ?? 'fail',
    disabled: readFlag(context, node, 'disabled', id),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(retry !== undefined && { retry }),
    ...(timeout !== undefined && { timeout }),
    ...(rateLimit !== undefined && { rateLimit }),
    ...(circuitBreaker !== undefined && { circuitBreaker }),
    ...(onInterrupt !== undefined && { onInterrupt }),
    ...(cost !== undefined && { cost }),
    ...(skipWhen !== undefined && { skipWhen }),
    ...(container && { body: readGraph(context, node, path, id) }),
  };
}

function readKind(context: ReadContext, entry: MapEntry, node: MapNode): string {
  const kind = childText(context, node, 'kind', '`kind`', entry.key);
  if (kind === undefined && childOf(node, 'kind') === undefined) {
    context.problems.add({
      code: 'SCHEMA_REQUIRED',
      message: `The step "${entry.key}" has no \`kind\``,
      hint: 'Say what it does, for example `kind: http-request`.',
      from: entry.keyFrom,
      to: entry.keyTo,
      step: entry.key,
    });
  }
  return kind ?? '';
}

function readConfig(context: ReadContext, node: MapNode, id: StepId): JsonObject {
  const settings = childMap(context, node, 'with', '`with`', id);
  const value = settings === undefined ? {} : toJson(settings);
  return isJsonObject(value) ? value : {};
}

/** `skipWhen`: exactly one binding, because only an expression can be true. */
function readGuard(context: ReadContext, node: MapNode, id: StepId): string | undefined {
  const guard = childText(context, node, 'skipWhen', '`skipWhen`', id);
  if (guard === undefined) return undefined;
  const child = childOf(node, 'skipWhen') ?? node;
  if (guard.includes('{{') && analyzeTemplate(guard).single) return guard;
  const bare = guard.trim();
  const plain = child.type === 'scalar' && !guard.includes('{{') && bare !== '' && !child.alias;
  context.problems.add({
    code: 'SKIP_WHEN_INVALID',
    message: '`skipWhen` must be one binding that is true or false',
    hint: "Write, for example, '{{ input.dryRun === true }}'.",
    from: child.from,
    to: child.to,
    step: id,
    fixes: plain
      ? [
          {
            title: 'Put it in braces',
            changes: [{ from: child.from, to: child.to, insert: JSON.stringify(`{{ ${bare} }}`) }],
          },
        ]
      : [],
  });
  return undefined;
}

function readChoice<Choice extends string>(
  context: ReadContext,
  node: MapNode,
  key: string,
  choices: readonly Choice[],
  id: StepId,
): Choice | undefined {
  const child = childOf(node, key);
  if (child === undefined || isNothing(child)) return undefined;
  const value = toJson(child);
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    const expected = `one of ${choices.join(', ')}`;
    const like = typeof value === 'string' ? nearestName(value, choices) : undefined;
    wrongType(context, child, `\`${key}\``, expected, {
      code: 'SCHEMA_VALUE',
      step: id,
      ...(like !== undefined && {
        hint: `Did you mean "${like}"?`,
        fixes: [
          {
            title: `Change to "${like}"`,
            changes: [{ from: child.from, to: child.to, insert: like }],
          },
        ],
      }),
    });
  }
  return choice;
}

function readFlag(context: ReadContext, node: MapNode, key: string, id: StepId): boolean {
  const child = childOf(node, key);
  if (child === undefined || isNothing(child)) return false;
  if (child.type === 'scalar' && typeof child.value === 'boolean') return child.value;
  wrongType(context, child, `\`${key}\``, 'true or false', { step: id });
  return false;
}
