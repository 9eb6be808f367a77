import { describe, expect, it } from 'vitest';
import {
  fakeHash,
  fakeKind,
  graphOf,
  kindsOf,
  runWorkflow,
  workflowOf,
} from '../../test/helpers/run-workflow';
import type { JsonObject, JsonValue } from '../lib/json';
import type { RunEvent } from '../runs/events';
import type { Workflow } from '../workflow/model';
import { momentAt } from './moment';
import { programsOf, type RunPrograms } from './programs';
import { evaluateAt, rootValues } from './roots';
import { RunLog } from './run-log';

const bad = fakeKind('bad', () => {
  throw new Error('No.');
});
const each = fakeKind(
  'each',
  async ({ runBody, config }) => {
    const items = config['items'] as readonly JsonValue[];
    const outputs: JsonValue[] = [];
    for (const [index, item] of items.entries()) {
      const outcome = await runBody(index, { loop: { item, index, count: items.length } });
      outputs.push(outcome.output);
    }
    return outputs;
  },
  {
    container: {
      locals: () => ['loop', 'order'],
      aliases: () => ({ order: 'item' }),
      absorbs: ['break', 'continue'],
    },
  },
);
const entry = fakeKind('entry', () => null, { entry: { in: ['guard'], seesMain: true } });
const guard = fakeKind(
  'guard',
  async ({ runBody, sections }) => {
    const main = await runBody(0, {});
    const [handler] = sections;
    if (main.status !== 'failed' || handler === undefined) return main.output;
    const error = { code: main.error?.code ?? '' };
    return (await runBody(1, { error }, { section: handler.step, sees: 0 })).output;
  },
  { container: { locals: () => [] } },
);
const echo = fakeKind('echo', ({ config }) => config['value'] as JsonValue);
const roots = fakeKind('roots', ({ roots: seen }) => seen as JsonObject);
const set = fakeKind('set', ({ setVariable, config }) => {
  setVariable('total', config['value'] as JsonValue);
  return null;
});
const sub = workflowOf(
  { inner: { kind: 'roots' }, setInner: { kind: 'set', config: { value: 5 } } },
  ['setInner -> inner'],
  { name: 'Sub', vars: { total: '{{ input.start }}' } },
);
const subHash = 'b'.repeat(64);
const call = fakeKind(
  'call',
  async ({ callWorkflow }) => {
    const load = () =>
      Promise.resolve({
        workflow: sub,
        ref: { id: null, hash: subHash as never, name: 'Sub' },
        folder: null,
      });
    return (await callWorkflow(0, { load, input: { start: 3 } })).output;
  },
  { calls: { workflow: 'workflow', input: 'input' } },
);
const kinds = kindsOf(each, entry, guard, echo, bad, roots, set, call);

function programs(workflow: Workflow): RunPrograms {
  const texts = new Map<string, Workflow>([
    [fakeHash, workflow],
    [subHash, sub],
  ]);
  return programsOf(texts, (kind) => kinds.get(kind)?.definition);
}

async function logOf(workflow: Workflow, input: JsonValue = null): Promise<RunLog> {
  const run = runWorkflow(workflow, kinds, {}, { input });
  await run.handle.done;
  return RunLog.of(run.published);
}

function startOf(
  log: RunLog,
  step: string,
  iteration?: number,
): Extract<RunEvent, { type: 'step.started' }> {
  for (const event of log.slice()) {
    if (event.type !== 'step.started' || event.step !== step) continue;
    if (iteration === undefined || event.path.at(-1)?.iteration === iteration) return event;
  }
  throw new Error(`${step} has not started`);
}

const shop = workflowOf(
  {
    first: { kind: 'echo', config: { value: '{{ input.orders }}' } },
    loop: {
      kind: 'each',
      title: 'Each order',
      config: { items: '{{ steps.first }}' },
      body: graphOf(
        {
          price: { kind: 'echo', config: { value: '{{ order.price * 2 }}' } },
          seen: { kind: 'roots' },
          keep: { kind: 'set', config: { value: '{{ vars.total + steps.price }}' } },
        },
        ['price -> seen', 'seen -> keep'],
      ),
    },
    safe: {
      kind: 'guard',
      body: graphOf(
        {
          ok: { kind: 'echo', config: { value: 'fine' } },
          broken: { kind: 'bad' },
          handler: { kind: 'entry' },
          look: { kind: 'roots' },
        },
        ['ok -> broken', 'handler -> look'],
      ),
    },
    down: { kind: 'bad', onError: 'port' },
    onDown: { kind: 'echo', config: { value: '{{ error.code }}' } },
    after: { kind: 'roots' },
    sub: { kind: 'call' },
  },
  [
    'first -> loop',
    'loop -> safe',
    'safe -> down',
    'down.error -> onDown',
    'onDown -> after',
    'after -> sub',
  ],
  { name: 'Shop', vars: { total: 0 }, secrets: ['token'] },
);
const orders = { orders: [{ price: 1 }, { price: 2 }, { price: 3 }] };

describe('momentAt', () => {
  it('gives the stack from the step out to the workflow', async () => {
    const log = await logOf(shop, orders);
    const at = startOf(log, 'seen', 1);
    const moment = momentAt(log, programs(shop), at.seq, at);
    expect(moment?.frames.map((frame) => `${frame.kind} ${frame.name}`)).toEqual([
      'step seen',
      'iteration Each order, iteration 2',
      'workflow Shop',
    ]);
    const inner = startOf(log, 'inner');
    expect(
      momentAt(log, programs(shop), inner.seq, inner)?.frames.map(
        (frame) => `${frame.kind} ${frame.name}`,
      ),
    ).toEqual(['step inner', 'call Sub', 'step sub', 'workflow Shop']);
    const look = startOf(log, 'look');
    expect(
      momentAt(log, programs(shop), look.seq, look)?.frames.map(
        (frame) => `${frame.kind} ${frame.name}`,
      ),
    ).toEqual(['step look', 'section safe: handler', 'workflow Shop']);
  });

  it('gives what the engine gives to a runner', async () => {
    const log = await logOf(shop, orders);
    for (const step of ['seen', 'look', 'after', 'inner']) {
      for (const event of log.slice()) {
        if (event.type !== 'step.started' || event.step !== step) continue;
        const done = log
          .slice(event.seq)
          .find((other) => other.type === 'step.completed' && other.step === step);
        const moment = momentAt(log, programs(shop), event.seq, event);
        const [frame] = moment?.frames ?? [];
        if (!moment || !frame) throw new Error('no moment');
        const { secrets: _secrets, ...values } = rootValues(moment.roots(frame));
        expect({ value: values }).toEqual(done?.type === 'step.completed' && done.output);
      }
    }
  });

  it('evaluates in outer frames too', async () => {
    const log = await logOf(shop, orders);
    const at = startOf(log, 'seen', 2);
    const moment = momentAt(log, programs(shop), at.seq, at);
    const [step, iteration, top] = moment?.frames ?? [];
    if (!moment || !step || !iteration || !top) throw new Error('no frames');
    expect(evaluateAt(moment.roots(step), 'order.price + vars.total + steps.price')).toBe(15);
    expect(evaluateAt(moment.roots(iteration), 'loop.index')).toBe(2);
    expect(() => evaluateAt(moment.roots(top), 'loop.index')).toThrow('loop');
    expect(evaluateAt(moment.roots(top), '{{ input.orders.length }} orders')).toBe('3 orders');
  });

  it('shows input, output, variables, loop, error and run', async () => {
    const log = await logOf(shop, orders);
    const at = startOf(log, 'price', 1);
    const before = momentAt(log, programs(shop), at.seq, at);
    const names = (moment: typeof before): readonly string[] =>
      moment?.frames[0] === undefined
        ? []
        : moment.scopes(moment.frames[0]).map(({ name }) => name);
    expect(names(before)).toEqual(['Input', 'Variables', 'Loop', 'Run']);
    expect(names(momentAt(log, programs(shop), log.length, at))).toEqual([
      'Input',
      'Output',
      'Variables',
      'Loop',
      'Run',
    ]);
    const broken = startOf(log, 'broken');
    expect(names(momentAt(log, programs(shop), log.length, broken))).toContain('Error');
  });

  it('tells of a moment before a step of the step nothing', async () => {
    const log = await logOf(shop, orders);
    const at = startOf(log, 'after');
    const moment = momentAt(log, programs(shop), 2, at);
    expect(moment?.frames).toHaveLength(2);
    const [frame] = moment?.frames ?? [];
    expect(frame && moment?.stepRun(frame)).toBeUndefined();
    expect(momentAt(log, programs(shop), 0, at)).toBeNull();
  });
});
