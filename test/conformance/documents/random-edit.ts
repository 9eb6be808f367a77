import { isJsonObject, type JsonObject, type JsonValue } from '@shared/lib/json';
import type { WorkflowEdit } from '@shared/workflow/edit/workflow-edit';
import type { ParsedWorkflow } from '@shared/workflow/parse-workflow';
import type { Random } from './random';
import { randomMap, randomText, randomValue } from './random-workflow';

/** An edit and what it does to the data of the file, worked out without the product's help. */
export interface EditCase {
  readonly edit: WorkflowEdit;
  readonly expect: (data: JsonObject) => JsonObject;
}

type Data = Record<string, JsonValue>;

export function randomEdit(random: Random, parsed: ParsedWorkflow): EditCase | null {
  const steps = [...parsed.source.steps.values()].filter((step) => step.node !== null);
  const ids = steps.map((step) => step.id);
  if (ids.length === 0) return addStep(random, ids);
  const id = random.pick(ids);
  switch (random.below(14)) {
    case 0:
      return addStep(random, ids);
    case 1:
      return removeStep(parsed, id);
    case 2:
      return moveStep(random, id);
    case 3:
      return setTopConfig(random, parsed, id);
    case 4:
      return deleteConfig(random, parsed, id);
    case 5:
      return setField(random, parsed, id);
    case 6:
      return setPin(random, id);
    case 7:
      return connect(random, parsed, id);
    case 8:
    case 9:
      return changeDeepConfig(random, parsed, id);
    case 10:
      return rename(random, parsed, id);
    case 11:
      return disconnect(random, parsed);
    case 12:
      return setGroup(random, ids);
    default:
      return setName(random);
  }
}

function change(data: JsonObject, edit: (copy: Data) => void): JsonObject {
  const copy = structuredClone(data) as Data;
  edit(copy);
  return copy;
}

function mapAt(holder: Data, key: string): Data {
  const value = holder[key];
  const map = isJsonObject(value) ? (value as Data) : {};
  holder[key] = map;
  return map;
}

function dropIfEmpty(holder: Data, key: string): void {
  const value = holder[key];
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) {
    Reflect.deleteProperty(holder, key);
  }
}

function stepAt(data: Data, path: readonly (string | number)[]): Data {
  return path.reduce<Data>((at, key) => mapAt(at, String(key)), data);
}

function addStep(random: Random, ids: readonly string[]): EditCase {
  const id = `new${ids.length}_${random.below(1_000_000)}`;
  const settings = randomMap(random, 2);
  const box = { x: random.below(50) * 8, y: random.below(50) * 8 };
  return {
    edit: { type: 'add-steps', steps: [{ id, kind: 'log', with: settings, box }] },
    expect: (data) =>
      change(data, (copy) => {
        const filled = Object.keys(settings).length > 0;
        mapAt(copy, 'steps')[id] = { kind: 'log', ...(filled && { with: settings }) };
        mapAt(copy, 'layout')[id] = box;
      }),
  };
}

function removeStep(parsed: ParsedWorkflow, id: string): EditCase {
  const path = parsed.source.steps.get(id)?.path ?? [];
  return {
    edit: { type: 'remove-steps', ids: [id] },
    expect: (data) =>
      change(data, (copy) => {
        const gone = [...idsBelow(stepAt(copy, path)), id];
        const graph = stepAt(copy, path.slice(0, -2));
        Reflect.deleteProperty(mapAt(graph, 'steps'), id);
        const edges = graph['edges'];
        if (Array.isArray(edges)) {
          const kept = (edges as readonly string[]).filter((edge) => {
            const [, from, to] = /^\s*([^\s.]+).*->\s*([^\s.]+)/.exec(edge) ?? [];
            return from !== id && to !== id;
          });
          graph['edges'] = kept;
          if (kept.length < edges.length) dropIfEmpty(graph, 'edges');
        }
        for (const block of ['layout', 'pins']) {
          const map = copy[block];
          if (!isJsonObject(map)) continue;
          const had = gone.some((other) => Object.hasOwn(map, other));
          for (const other of gone) Reflect.deleteProperty(map, other);
          if (had) dropIfEmpty(copy, block);
        }
        leaveGroups(copy, gone);
      }),
  };
}

function idsBelow(step: Data): string[] {
  const inner = step['steps'];
  if (!isJsonObject(inner)) return [];
  return Object.entries(inner).flatMap(([id, child]) => [id, ...idsBelow(child as Data)]);
}

function moveStep(random: Random, id: string): EditCase {
  const box = { x: random.below(99) * 8, y: random.below(99) * -8 };
  return {
    edit: { type: 'move-steps', boxes: [{ id, box }] },
    expect: (data) =>
      change(data, (copy) => {
        const layout = mapAt(copy, 'layout');
        const old = layout[id];
        // -0 is written as 0.
        layout[id] = { ...(isJsonObject(old) ? old : {}), x: box.x + 0, y: box.y + 0 };
      }),
  };
}

/** Takes steps out of all groups, which go when nothing is left of them. */
function leaveGroups(data: Data, steps: readonly string[], except?: string): void {
  const { layout } = data;
  const groups = isJsonObject(layout) ? (layout as Data)['$groups'] : undefined;
  if (!isJsonObject(groups)) return;
  let gone = false;
  for (const [id, group] of Object.entries(groups as Record<string, Data>)) {
    const before = group['steps'] as readonly string[];
    const kept = before.filter((step) => !steps.includes(step));
    if (id === except || kept.length === before.length) continue;
    group['steps'] = kept;
    if (kept.length > 0) continue;
    Reflect.deleteProperty(groups, id);
    gone = true;
  }
  if (!gone) return;
  dropIfEmpty(layout as Data, '$groups');
  dropIfEmpty(data, 'layout');
}

function setGroup(random: Random, ids: readonly string[]): EditCase {
  const id = `g${random.below(3)}`;
  const steps = [...new Set([random.pick(ids), random.pick(ids)])];
  const group = { ...(random.chance(0.5) && { title: randomText(random) }), steps };
  return {
    edit: { type: 'set-group', id, group },
    expect: (data) =>
      change(data, (copy) => {
        leaveGroups(copy, steps, id);
        mapAt(mapAt(copy, 'layout'), '$groups')[id] = group;
      }),
  };
}

function configKey(random: Random, parsed: ParsedWorkflow, id: string): string | null {
  const step = parsed.source.steps.get(id)?.node;
  const settings = step?.entries.find((entry) => entry.key === 'with')?.value;
  if (settings?.type !== 'map' || settings.entries.length === 0) return null;
  return random.pick(settings.entries).key;
}

function setTopConfig(random: Random, parsed: ParsedWorkflow, id: string): EditCase {
  const path = parsed.source.steps.get(id)?.path ?? [];
  const key = (random.chance(0.6) ? configKey(random, parsed, id) : null) ?? 'fresh key';
  const value = randomValue(random);
  return {
    edit: { type: 'set-config', id, path: [key], value },
    expect: (data) =>
      change(data, (copy) => {
        mapAt(stepAt(copy, path), 'with')[key] = value;
      }),
  };
}

function deleteConfig(random: Random, parsed: ParsedWorkflow, id: string): EditCase | null {
  const key = configKey(random, parsed, id);
  if (key === null) return null;
  const path = parsed.source.steps.get(id)?.path ?? [];
  return {
    edit: { type: 'set-config', id, path: [key] },
    expect: (data) =>
      change(data, (copy) => {
        const step = stepAt(copy, path);
        Reflect.deleteProperty(mapAt(step, 'with'), key);
        dropIfEmpty(step, 'with');
      }),
  };
}

function setField(random: Random, parsed: ParsedWorkflow, id: string): EditCase {
  const path = parsed.source.steps.get(id)?.path ?? [];
  const field = random.pick(['title', 'description', 'timeout', 'retry'] as const);
  const value =
    field === 'retry'
      ? { attempts: 4, jitter: 0.5 }
      : field === 'timeout'
        ? '5m'
        : randomText(random);
  const remove = random.chance(0.3);
  return {
    edit: { type: 'set-step-field', id, field, ...(!remove && { value }) },
    expect: (data) =>
      change(data, (copy) => {
        const step = stepAt(copy, path);
        if (remove) Reflect.deleteProperty(step, field);
        else step[field] = value;
      }),
  };
}

function setPin(random: Random, id: string): EditCase {
  const value = randomValue(random);
  return {
    edit: { type: 'set-pin', id, value },
    expect: (data) =>
      change(data, (copy) => {
        mapAt(copy, 'pins')[id] = value;
      }),
  };
}

function connect(random: Random, parsed: ParsedWorkflow, from: string): EditCase | null {
  const { steps, edges } = parsed.source;
  const container = steps.get(from)?.container ?? null;
  const peers = [...steps.values()].filter((step) => step.container === container);
  const to = random.pick(peers).id;
  const port = `p${random.below(3)}`;
  if (edges.some(({ edge }) => edge.id === `${from}.${port} -> ${to}.in`)) return null;
  const path = (steps.get(from)?.path ?? []).slice(0, -2);
  return {
    edit: { type: 'connect', edges: [{ from, fromPort: port, to }] },
    expect: (data) =>
      change(data, (copy) => {
        const graph = stepAt(copy, path);
        const list = Array.isArray(graph['edges']) ? (graph['edges'] as JsonValue[]) : [];
        graph['edges'] = [...list, `${from}.${port} -> ${to}`];
      }),
  };
}

function setName(random: Random): EditCase {
  const value = randomText(random) || 'T';
  return {
    edit: { type: 'set-workflow-field', field: 'name', value },
    expect: (data) => change(data, (copy) => (copy['name'] = value)),
  };
}

/** Sets, adds or deletes a value somewhere inside the settings. */
function changeDeepConfig(random: Random, parsed: ParsedWorkflow, id: string): EditCase | null {
  const source = parsed.source.steps.get(id);
  let node = source?.node?.entries.find((entry) => entry.key === 'with')?.value;
  const path: (string | number)[] = [];
  while (node !== undefined && node.type !== 'scalar') {
    const count: number = node.type === 'map' ? node.entries.length : node.items.length;
    if (count === 0 || (path.length > 0 && random.chance(0.3))) break;
    const index = random.below(count);
    path.push(node.type === 'map' ? (node.entries[index]?.key ?? '') : index);
    node = node.type === 'map' ? node.entries[index]?.value : node.items[index]?.value;
  }
  if (path.length === 0) return null;
  const inside =
    node?.type === 'map' ? 'added key' : node?.type === 'seq' ? node.items.length : null;
  const remove = random.chance(0.3);
  if (!remove && inside !== null && random.chance(0.6)) path.push(inside);
  const value = randomValue(random);
  return {
    edit: { type: 'set-config', id, path, ...(!remove && { value }) },
    expect: (data) =>
      change(data, (copy) => {
        const step = stepAt(copy, source?.path ?? []);
        let holder: Record<string | number, JsonValue> = mapAt(step, 'with');
        for (const key of path.slice(0, -1)) {
          holder = holder[key] as unknown as Record<string | number, JsonValue>;
        }
        const last = path.at(-1) ?? '';
        if (!remove) holder[last] = value;
        else if (Array.isArray(holder)) holder.splice(Number(last), 1);
        else Reflect.deleteProperty(holder, last);
        if (remove) dropIfEmpty(step, 'with');
      }),
  };
}

function rename(random: Random, parsed: ParsedWorkflow, id: string): EditCase {
  const source = parsed.source.steps.get(id);
  const to = `renamed${random.below(1_000_000)}`;
  return {
    edit: { type: 'rename-step', id, to },
    expect: (data) =>
      change(data, (copy) => {
        renameKey(stepAt(copy, (source?.path ?? []).slice(0, -1)), id, to);
        for (const block of ['layout', 'pins']) {
          const map = copy[block];
          if (isJsonObject(map)) renameKey(map as Data, id, to);
        }
        renameInGroups(copy, id, to);
        renameInGraph(copy, id, to);
        const result = copy['result'];
        if (result !== undefined) copy['result'] = renameInTexts(result, id, to);
      }),
  };
}

function renameInGroups(data: Data, id: string, to: string): void {
  const { layout } = data;
  const groups = isJsonObject(layout) ? (layout as Data)['$groups'] : undefined;
  if (!isJsonObject(groups)) return;
  for (const group of Object.values(groups as Record<string, Data>)) {
    const steps = group['steps'] as readonly string[];
    group['steps'] = steps.map((step) => (step === id ? to : step));
  }
}

function renameKey(map: Data, id: string, to: string): void {
  const value = map[id];
  if (value === undefined) return;
  map[to] = value;
  Reflect.deleteProperty(map, id);
}

function renameInGraph(graph: Data, id: string, to: string): void {
  const { edges, steps } = graph;
  if (Array.isArray(edges)) {
    graph['edges'] = (edges as readonly string[]).map((edge) =>
      edge.replaceAll(new RegExp(`(?<![\\w.])${id}(?!\\w)`, 'g'), to),
    );
  }
  for (const child of Object.values(isJsonObject(steps) ? steps : {})) {
    const step = child as Data;
    if (step['with'] !== undefined) step['with'] = renameInTexts(step['with'], id, to);
    renameInGraph(step, id, to);
  }
}

function renameInTexts(value: JsonValue, id: string, to: string): JsonValue {
  if (typeof value === 'string') {
    return value
      .replaceAll(`steps.${id}.body`, `steps.${to}.body`)
      .replaceAll(`steps["${id}"]`, `steps["${to}"]`)
      .replaceAll(`{{ steps.${id} }}`, `{{ steps.${to} }}`);
  }
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => renameInTexts(item, id, to));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, renameInTexts(item, id, to)]);
  return Object.fromEntries(entries) as JsonObject;
}

function disconnect(random: Random, parsed: ParsedWorkflow): EditCase | null {
  const { edges } = parsed.source;
  if (edges.length === 0) return null;
  const { edge, path } = random.pick(edges);
  return {
    edit: { type: 'disconnect', edges: [edge.id] },
    expect: (data) =>
      change(data, (copy) => {
        const graph = stepAt(copy, path.slice(0, -2));
        const list = graph['edges'] as readonly JsonValue[];
        graph['edges'] = list.filter((_edge, index) => index !== path.at(-1));
        dropIfEmpty(graph, 'edges');
      }),
  };
}
