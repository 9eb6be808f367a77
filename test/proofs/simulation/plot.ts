import type { JsonObject } from '../../../src-shared/lib/json';
import { defaultSettings, type Graph, type Workflow } from '../../../src-shared/workflow/model';
import { graphOf, workflowOf, type StepText } from '../../helpers/run-workflow';
import { Dice } from './random';
import { workConfig } from './kinds';

// One simulated workflow and what happens to its run, drawn from a seed.

export interface Plot {
  readonly workflow: Workflow;
  readonly recorded: boolean;
  /** Milliseconds at which it is cancelled; null when it is not. */
  readonly cancelAt: number | null;
  /** Milliseconds until the journal has kept something; null: at once. */
  readonly journalDelay: number | null;
  readonly seed: number;
  /**
   * Its end hangs on what is quicker: a failure ends a graph while others in it are at work. Then a
   * crash may change it, for what is done again comes later.
   */
  readonly racy: boolean;
}

interface Making {
  readonly dice: Dice;
  readonly recorded: boolean;
  steps: number;
  racy: boolean;
}

interface MadeGraph {
  readonly graph: Graph;
  /** It may end before its end: by a failure, or because a step leaves it. */
  readonly sudden: boolean;
}

export function plotOf(seed: number): Plot {
  const dice = new Dice(seed);
  const recorded = dice.chance(0.25);
  const making: Making = { dice, recorded, steps: 0, racy: false };
  const { graph } = graphIn(making, 0);
  const runTimeout = dice.chance(0.05) ? 20 + dice.below(40) : null;
  const cancelAt = dice.chance(0.12) ? dice.below(60) : null;
  return {
    workflow: workflowOf({}, [], {
      ...graph,
      vars: { last: 0 },
      settings: {
        ...defaultSettings,
        concurrency: 1 + dice.below(4),
        ...(runTimeout !== null && { runTimeout }),
      },
      ...(dice.chance(0.1) && { result: { at: '{{ run.id }}', drawn: '{{ random() > 2 }}' } }),
    }),
    recorded,
    cancelAt,
    journalDelay: dice.chance(0.25) ? dice.below(4) : null,
    seed,
    racy: making.racy || runTimeout !== null || cancelAt !== null,
  };
}

function graphIn(making: Making, depth: number): MadeGraph {
  const { dice } = making;
  const count = 1 + dice.below(depth === 0 ? 6 : 4);
  const steps: Record<string, StepText> = {};
  const edges: string[] = [];
  const names: string[] = [];
  let sudden = false;
  let isChain = true;
  for (let at = 0; at < count; at += 1) {
    making.steps += 1;
    const name = `s${making.steps}`;
    const before = dice.chance(0.85) ? edgesInto(making, name, names, edges) : [];
    if (at > 0 && (before.length !== 1 || before[0] !== names.at(-1))) isChain = false;
    const made = stepText(making, depth, before[0] ?? null);
    steps[name] = made.text;
    sudden ||= made.sudden;
    names.push(name);
  }
  // Whether others get their turn before the graph ends is a matter of time, but in a chain.
  if (sudden && !isChain) making.racy = true;
  return { graph: graphOf(steps, edges), sudden };
}

function edgesInto(
  { dice }: Making,
  name: string,
  names: readonly string[],
  edges: string[],
): string[] {
  const before = new Set<string>();
  const count = names.length === 0 ? 0 : 1 + dice.below(2);
  for (let at = 0; at < count; at += 1) {
    const back = Math.min(names.length, dice.chance(0.7) ? 1 : 1 + dice.below(3));
    const from = names[names.length - back];
    if (from === undefined || before.has(from)) continue;
    before.add(from);
    // A container has the port `out`, other steps have `a` and `b`.
    const ports = new Set([dice.pick(['a', 'a', 'b', 'error']), dice.pick(['out', 'a'])]);
    for (const port of ports) edges.push(`${from}.${port} -> ${name}`);
  }
  return [...before];
}

interface MadeStep {
  readonly text: StepText;
  readonly sudden: boolean;
}

function stepText(making: Making, depth: number, before: string | null): MadeStep {
  const { dice } = making;
  const policy = dice.pick(['fail', 'fail', 'skip', 'continue', 'port'] as const);
  const common: StepText = {
    join: dice.pick(['any', 'any', 'any', 'all', 'settled']),
    onError: policy,
    disabled: dice.chance(0.05),
  };
  const shape = dice.next();
  if (depth < 2 && shape < 0.14) return loopText(making, depth, common);
  if (depth < 2 && shape < 0.21) return tryText(making, depth, common);
  if (depth < 2 && shape < 0.26) return parallelText(making, depth, common);
  if (depth > 0 && shape < 0.33) return leaveText(making, common);
  if (shape < 0.36) {
    return {
      text: { ...common, kind: 'call', config: workConfig({ salt: making.steps }) },
      sudden: false,
    };
  }
  if (shape < 0.42)
    return plain(common, 'pause', workConfig({ delay: 1 + dice.below(40), salt: 1 }));
  if (shape < 0.48) return plain(common, 'ask', workConfig({ effects: 'unsafe' }));
  return workText(making, common, before);
}

function plain(common: StepText, kind: string, config: JsonObject): MadeStep {
  return { text: { ...common, kind, config }, sudden: false };
}

function workText(making: Making, common: StepText, before: string | null): MadeStep {
  const { dice, recorded, steps } = making;
  const effects = dice.pick(['pure', 'pure', 'idempotent', 'unsafe'] as const);
  const failures = dice.chance(0.25) ? dice.pick([1, 2, 9]) : 0;
  const attempts = dice.chance(0.4) ? 2 + dice.below(2) : 1;
  const delay = dice.chance(0.45) ? -1 : dice.below(25);
  const timeout = dice.chance(0.1) ? 10 : null;
  const onInterrupt = dice.chance(0.1) ? dice.pick(['ask', 'retry'] as const) : null;
  // A decision gives a step more attempts, so that one fails in all of them, or in none.
  const decided = effects === 'unsafe' || onInterrupt === 'ask';
  const config: JsonObject = {
    ...workConfig({
      delay,
      failures: decided && failures > 0 ? 99 : failures,
      final: dice.chance(0.2),
      ports: dice.pick([['a'], ['a', 'b'], ['b']]),
      effects,
      draws: recorded && dice.chance(0.4),
      salt: steps,
    }),
    ...(before !== null && dice.chance(0.4) && { from: `{{ steps.${before}?.salt ?? null }}` }),
    ...(recorded && dice.chance(0.2) && { drawn: '{{ random() }} {{ uuid() }}' }),
  };
  const fails = failures > 0 || (timeout !== null && delay >= timeout);
  return {
    text: {
      ...common,
      kind: 'work',
      config,
      ...(timeout !== null && { timeout }),
      ...(attempts > 1 && {
        retry: { attempts, backoff: 'fixed', delay: 4, factor: 1, cap: 9, jitter: 0.5 },
      }),
      ...(onInterrupt !== null && { onInterrupt }),
    },
    sudden: fails && common.onError === 'fail',
  };
}

function loopText(making: Making, depth: number, common: StepText): MadeStep {
  const { dice } = making;
  const body = graphIn(making, depth + 1);
  const counted = dice.chance(0.7);
  const concurrency = counted && dice.chance(0.4) ? 2 + dice.below(2) : 1;
  const errors = dice.pick(['fail-fast', 'fail-fast', 'collect'] as const);
  const times = dice.below(4);
  const config: JsonObject = counted
    ? { mode: 'count', times, concurrency, errors }
    : { ...conditionOf(making, times), maximum: 6, errors };
  if (concurrency > 1 && body.sudden) making.racy = true;
  const attempts = dice.chance(0.15) ? 2 : 1;
  return {
    text: {
      ...common,
      kind: 'loop',
      config,
      body: body.graph,
      ...(attempts > 1 && {
        retry: { attempts, backoff: 'fixed', delay: 4, factor: 1, cap: 9, jitter: 0 },
      }),
    },
    sudden: body.sudden,
  };
}

/** A part of a container that an entry begins: what follows it runs when the container says so. */
interface Section {
  readonly entry: string;
  readonly graph: Graph;
  readonly sudden: boolean;
}

function sectionIn(making: Making, depth: number, kind: string, config: JsonObject): Section {
  making.steps += 1;
  const entry = `s${making.steps}`;
  const { graph, sudden } = graphIn(making, depth + 1);
  const targets = new Set(graph.edges.map(({ to }) => to));
  const starts = [...graph.steps.keys()].filter((id) => !targets.has(id));
  const steps = graphOf(
    { [entry]: { kind, config } },
    starts.map((id) => `${entry} -> ${id}`),
  );
  return {
    entry,
    graph: {
      steps: new Map([...steps.steps, ...graph.steps]),
      edges: [...steps.edges, ...graph.edges],
    },
    sudden,
  };
}

function together(main: Graph | null, sections: readonly Section[]): Graph {
  const graphs = [...(main === null ? [] : [main]), ...sections.map(({ graph }) => graph)];
  return {
    steps: new Map(graphs.flatMap(({ steps }) => [...steps])),
    edges: graphs.flatMap(({ edges }) => [...edges]),
  };
}

function tryText(making: Making, depth: number, common: StepText): MadeStep {
  const { dice } = making;
  const main = graphIn(making, depth + 1);
  const sections: Section[] = [];
  for (const step of main.graph.steps.keys()) {
    if (dice.chance(0.2)) sections.push(sectionIn(making, depth, 'compensate', { step }));
  }
  if (dice.chance(0.6)) {
    const errors = dice.pick([[], ['SIMULATED'], ['OTHER']]);
    sections.push(sectionIn(making, depth, 'catch', { errors }));
  }
  if (dice.chance(0.4)) sections.push(sectionIn(making, depth, 'finally', {}));
  return {
    text: { ...common, kind: 'try', config: {}, body: together(main.graph, sections) },
    sudden: main.sudden || sections.some(({ sudden }) => sudden),
  };
}

function parallelText(making: Making, depth: number, common: StepText): MadeStep {
  const { dice } = making;
  const sections = Array.from({ length: 2 + dice.below(2) }, () =>
    sectionIn(making, depth, 'branch', {}),
  );
  const join = dice.pick(['all', 'all', 'any', 'count', 'first']);
  const errors = dice.pick(['fail-fast', 'collect']);
  const sudden = sections.some((section) => section.sudden);
  // Which branch is the first is a matter of time, and its output says so.
  making.racy = true;
  const config: JsonObject = { join, errors, ...(join === 'count' && { count: 1 }) };
  return { text: { ...common, kind: 'parallel', config, body: together(null, sections) }, sudden };
}

function conditionOf({ dice }: Making, times: number): JsonObject {
  return dice.chance(0.5)
    ? { mode: 'while', condition: `{{ loop.index < ${times} }}` }
    : { mode: 'until', condition: `{{ loop.index >= ${times} }}` };
}

function leaveText({ dice, steps }: Making, common: StepText): MadeStep {
  const kind = dice.pick(['break', 'continue', 'return']);
  const config: JsonObject = { value: steps, ...(dice.chance(0.3) && { when: false }) };
  return { text: { ...common, kind, config }, sudden: true };
}
