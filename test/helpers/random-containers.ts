import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src-shared/lib/json';
import { isJsonObject } from '../../src-shared/lib/json';
import { matchesError } from '../../src-shared/steps/lib/error-patterns';
import type { Leave } from '../../src-shared/runs/events';
import type { Graph, Workflow } from '../../src-shared/workflow/model';
import { graphOf, workflowOf, type StepText } from './run-workflow';

// Workflows of nested control structures, and what they mean, told by a walk over the plot that
// shares nothing with the engine. Parts are chains of steps.

export type Plot = readonly PlotNode[];

export type PlotNode =
  | { readonly kind: 'value' }
  | { readonly kind: 'fail'; readonly code: string }
  | { readonly kind: 'leave'; readonly leaves: Leave; readonly when: boolean }
  | {
      readonly kind: 'loop';
      readonly mode: 'items' | 'count' | 'while' | 'until';
      readonly times: number;
      readonly errors: 'fail-fast' | 'collect';
      readonly body: Plot;
    }
  | {
      readonly kind: 'try';
      readonly main: Plot;
      readonly catches: readonly { readonly errors: readonly string[]; readonly part: Plot }[];
      /** What undoes the step at that place of the main part. */
      readonly undo: readonly { readonly at: number; readonly part: Plot }[];
      readonly last: Plot | null;
    }
  | { readonly kind: 'parallel'; readonly branches: readonly Plot[] }
  | { readonly kind: 'call'; readonly workflow: Plot };

const codes = fc.constantFrom('E_ONE', 'E_TWO');

function leaf(calm: boolean): fc.Arbitrary<PlotNode> {
  const value = fc.constant<PlotNode>({ kind: 'value' });
  const fail = codes.map((code): PlotNode => ({ kind: 'fail', code }));
  // Branches that run beside each other must not race to be the one that leaves.
  if (calm) return fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fail });
  const leave = fc.record({
    kind: fc.constant('leave' as const),
    leaves: fc.constantFrom<Leave>('break', 'continue', 'return'),
    when: fc.boolean(),
  });
  return fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 1, arbitrary: fail },
    { weight: 2, arbitrary: leave },
  );
}

function part(depth: number, calm: boolean): fc.Arbitrary<Plot> {
  return fc.array(node(depth, calm), { maxLength: depth > 1 ? 3 : 2 });
}

function node(depth: number, calm: boolean): fc.Arbitrary<PlotNode> {
  if (depth === 0) return leaf(calm);
  const inner = part(depth - 1, calm);
  const loop = fc.record({
    kind: fc.constant('loop' as const),
    mode: fc.constantFrom('items', 'count', 'while', 'until'),
    times: fc.integer({ min: 0, max: 3 }),
    errors: fc.constantFrom('fail-fast', 'collect'),
    body: inner,
  });
  // Most tries are there because something in them fails after something else was done.
  const failing = fc
    .tuple(inner, codes)
    .map(([plot, code]): Plot => [{ kind: 'value' }, ...plot, { kind: 'fail', code }]);
  const guarded = fc.record({
    kind: fc.constant('try' as const),
    main: fc.oneof(inner, failing),
    catches: fc.array(
      fc.record({ errors: fc.constantFrom([], ['E_ONE'], ['*_TWO']), part: inner }),
      { maxLength: 2 },
    ),
    undo: fc.array(fc.record({ at: fc.nat({ max: 1 }), part: inner }), { maxLength: 2 }),
    last: fc.option(inner),
  });
  const parallel = fc.record({
    kind: fc.constant('parallel' as const),
    branches: fc.array(part(depth - 1, true), { minLength: 1, maxLength: 3 }),
  });
  const call = fc.record({ kind: fc.constant('call' as const), workflow: inner });
  return fc.oneof(leaf(calm), loop, guarded, parallel, call) as fc.Arbitrary<PlotNode>;
}

export const containerPlot: fc.Arbitrary<Plot> = fc.array(node(3, false), {
  minLength: 1,
  maxLength: 3,
});

export interface PlottedWorkflow {
  readonly workflow: Workflow;
  /** Called workflows by their references. */
  readonly others: ReadonlyMap<string, Workflow>;
}

export function plottedWorkflow(plot: Plot): PlottedWorkflow {
  const builder = new Builder();
  return { workflow: workflowOf({}, [], builder.graph(plot, 's')), others: builder.others };
}

class Builder {
  readonly others = new Map<string, Workflow>();

  graph(plot: Plot, prefix: string): Graph {
    const { steps, edges } = this.chain(plot, prefix, null);
    return graphOf(steps, edges);
  }

  private chain(plot: Plot, prefix: string, after: string | null) {
    const steps: Record<string, StepText> = {};
    const edges: string[] = [];
    let previous = after;
    plot.forEach((item, at) => {
      const id = `${prefix}${at}`;
      steps[id] = this.step(item, id);
      if (previous !== null) edges.push(`${previous} -> ${id}`);
      previous = id;
    });
    return { steps, edges };
  }

  /** A graph of a main part and sections, each begun by an entry. */
  private parts(
    main: Plot,
    prefix: string,
    entries: readonly { readonly id: string; readonly step: StepText; readonly part: Plot }[],
  ): Graph {
    const whole = this.chain(main, `${prefix}m`, null);
    for (const { id, step, part: following } of entries) {
      const { steps, edges } = this.chain(following, `${id}_`, id);
      Object.assign(whole.steps, { [id]: step }, steps);
      whole.edges.push(...edges);
    }
    return graphOf(whole.steps, whole.edges);
  }

  private step(item: PlotNode, id: string): StepText {
    switch (item.kind) {
      case 'value':
        return { kind: 'transform', config: { value: id } };
      case 'fail':
        return { kind: 'fail', config: { message: 'Plotted.', code: item.code } };
      case 'leave':
        return { kind: item.leaves, config: { value: id, when: item.when } };
      case 'loop':
        return { kind: 'loop', config: loopConfig(item), body: this.graph(item.body, `${id}_`) };
      case 'try': {
        const undo = item.undo.map(({ at, part: following }, index) => ({
          id: `${id}_u${index}`,
          step: { kind: 'compensate', config: { step: `${id}_m${at}` } },
          part: following,
        }));
        const catches = item.catches.map(({ errors, part: following }, index) => ({
          id: `${id}_c${index}`,
          step: { kind: 'catch', config: { errors } },
          part: following,
        }));
        const last =
          item.last === null ? [] : [{ id: `${id}_f`, step: { kind: 'finally' }, part: item.last }];
        return {
          kind: 'try',
          body: this.parts(item.main, `${id}_`, [...undo, ...catches, ...last]),
        };
      }
      case 'parallel': {
        const entries = item.branches.map((following, index) => ({
          id: `${id}_b${index}`,
          step: { kind: 'branch' },
          part: following,
        }));
        const body = this.parts([], `${id}_`, entries);
        return { kind: 'parallel', config: { errors: 'collect' }, body };
      }
      case 'call': {
        this.others.set(id, workflowOf({}, [], this.graph(item.workflow, `${id}_`)));
        return { kind: 'call', config: { workflow: id } };
      }
    }
  }
}

function loopConfig({ mode, times, errors }: Extract<PlotNode, { kind: 'loop' }>): JsonObject {
  switch (mode) {
    case 'items':
      return { mode, errors, items: Array.from({ length: times }, (_, at) => `item ${at}`) };
    case 'count':
      return { mode, errors, times };
    case 'while':
      return { mode, errors, condition: `{{ index < ${times} }}` };
    case 'until':
      return { mode, errors, condition: `{{ index + 1 >= ${times} }}` };
  }
}

export type Meaning =
  | { readonly type: 'ok'; readonly value: JsonValue }
  | { readonly type: 'fail'; readonly code: string }
  | { readonly type: 'left'; readonly leaves: Leave; readonly value: JsonValue };

/** What a plot means, and which of its values were made on the way. */
export function meaningOf(plot: Plot): { readonly meaning: Meaning; readonly made: string[] } {
  const teller = new Teller();
  const meaning = teller.workflow(plot, 's');
  return { meaning, made: teller.made };
}

const leftOutside: Meaning = { type: 'fail', code: 'LEAVE_OUTSIDE' };

class Teller {
  readonly made: string[] = [];

  workflow(plot: Plot, prefix: string): Meaning {
    const { meaning } = this.part(plot, prefix);
    if (meaning.type !== 'left') return meaning;
    return meaning.leaves === 'return' ? { type: 'ok', value: meaning.value } : leftOutside;
  }

  private part(plot: Plot, prefix: string, entry: JsonValue = null) {
    let value = entry;
    const completed: number[] = [];
    for (const [at, item] of plot.entries()) {
      const meaning = this.node(item, `${prefix}${at}`);
      if (meaning.type !== 'ok') return { meaning, completed };
      completed.push(at);
      value = meaning.value;
    }
    return { meaning: { type: 'ok', value } as const satisfies Meaning, completed };
  }

  private node(item: PlotNode, id: string): Meaning {
    switch (item.kind) {
      case 'value':
        this.made.push(id);
        return { type: 'ok', value: id };
      case 'fail':
        return { type: 'fail', code: item.code };
      case 'leave':
        if (item.when) return { type: 'left', leaves: item.leaves, value: id };
        return { type: 'ok', value: id };
      case 'loop':
        return this.loop(item, id);
      case 'try':
        return this.try(item, id);
      case 'parallel':
        return this.parallel(item, id);
      case 'call':
        return this.workflow(item.workflow, `${id}_`);
    }
  }

  private loop(item: Extract<PlotNode, { kind: 'loop' }>, id: string): Meaning {
    const results: JsonValue[] = [];
    const errors: JsonObject[] = [];
    const times = item.mode === 'until' ? Math.max(1, item.times) : item.times;
    for (let index = 0; index < times; index += 1) {
      const { meaning } = this.part(item.body, `${id}_`);
      if (meaning.type === 'left' && meaning.leaves === 'return') return meaning;
      if (meaning.type === 'fail') {
        if (item.errors === 'fail-fast') return meaning;
        results.push(null);
        const which = item.mode === 'items' ? { item: `item ${index}` } : {};
        errors.push({ index, ...which, error: meaning.code });
        continue;
      }
      results.push(meaning.value);
      if (meaning.type === 'left' && meaning.leaves === 'break') break;
    }
    return { type: 'ok', value: { results, errors, count: results.length } };
  }

  private try(item: Extract<PlotNode, { kind: 'try' }>, id: string): Meaning {
    const main = this.part(item.main, `${id}_m`);
    let { meaning }: { meaning: Meaning } = main;
    if (meaning.type === 'fail') meaning = this.handle(item, id, meaning.code, main.completed);
    if (item.last === null) return meaning;
    const last = this.part(item.last, `${id}_f_`).meaning;
    return last.type === 'ok' ? meaning : last;
  }

  private handle(
    item: Extract<PlotNode, { kind: 'try' }>,
    id: string,
    code: string,
    completed: readonly number[],
  ): Meaning {
    let left: Meaning | null = null;
    for (const at of [...completed].reverse()) {
      for (const [index, undo] of item.undo.entries()) {
        if (undo.at !== at) continue;
        const { meaning } = this.part(undo.part, `${id}_u${index}_`);
        if (meaning.type === 'left') left ??= meaning;
      }
    }
    if (left !== null) return left;
    const chosen = item.catches.findIndex(({ errors }) => matchesError(errors, code));
    const handler = item.catches[chosen];
    if (handler === undefined) return { type: 'fail', code };
    return this.part(handler.part, `${id}_c${chosen}_`, code).meaning;
  }

  private parallel(item: Extract<PlotNode, { kind: 'parallel' }>, id: string): Meaning {
    const branches: Record<string, JsonValue> = {};
    const errors: JsonObject[] = [];
    item.branches.forEach((branch, index) => {
      const name = `${id}_b${index}`;
      const { meaning } = this.part(branch, `${name}_`);
      branches[name] = meaning.type === 'ok' ? meaning.value : null;
      if (meaning.type === 'fail') errors.push({ branch: name, error: meaning.code });
    });
    return { type: 'ok', value: { branches, errors } };
  }
}

/** An output of the engine as the walk tells it: errors by their codes, nothing about who was first. */
export function asTold(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => asTold(item));
  if (!isJsonObject(value)) return value;
  if (typeof value['code'] === 'string' && 'message' in value) return value['code'];
  if ('branches' in value) {
    return { branches: asTold(value['branches'] ?? null), errors: asTold(value['errors'] ?? null) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTold(item)]));
}
