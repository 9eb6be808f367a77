import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCase, writeCase, type RunCase } from '../../../src-shared/debug/case';
import { originOf, originOfExpression } from '../../../src-shared/debug/origin';
import type { OriginNode } from '../../../src-shared/debug/origin-node';
import { logPast, whenTrue, type PastSearch } from '../../../src-shared/debug/past-log';
import { programsOf } from '../../../src-shared/debug/programs';
import { RunLog } from '../../../src-shared/debug/run-log';
import { whySkipped } from '../../../src-shared/debug/why';
import { whyNull } from '../../../src-shared/debug/why-null';
import { whyWaited } from '../../../src-shared/debug/why-waited';
import type { JsonValue } from '../../../src-shared/lib/json';
import { findStepDefinition } from '../../../src-shared/steps/index';
import type { Workflow } from '../../../src-shared/workflow/model';
import { runText, workflowIn } from '../../helpers/run-text';
import { fakeHash } from '../../helpers/run-workflow';

const text = `
stepwell: 1
name: Orders
vars:
  total: 0
steps:
  start:
    kind: manual-start
  orders:
    kind: transform
    title: Read orders
    with:
      value: '{{ input.orders }}'
  each:
    kind: loop
    title: Each order
    with:
      mode: items
      items: '{{ steps.orders }}'
    steps:
      sum:
        kind: transform
        with:
          value: '{{ item.price * item.count }}'
      add:
        kind: set-variable
        with:
          name: total
          value: '{{ vars.total + steps.sum }}'
    edges:
      - sum -> add
  check:
    kind: condition
    title: Is it much?
    with:
      when: '{{ vars.total > 1000 }}'
  big:
    kind: transform
    title: Big order
    with:
      value: big
  small:
    kind: transform
    title: Small order
    with:
      value:
        total: '{{ vars.total }}'
        note: '{{ input.note }}'
  afterBig:
    kind: transform
    with:
      value: after
edges:
  - start -> orders
  - orders -> each
  - each -> check
  - check.true -> big
  - check.false -> small
  - big -> afterBig
`;
const input = {
  orders: [
    { price: 2, count: 3 },
    { price: 10, count: 5 },
    { price: 1, count: 1 },
  ],
  note: null,
};

async function played() {
  const workflow = workflowIn(text);
  const { events } = await runText(text, { input });
  const log = RunLog.of(events);
  const programs = programsOf(
    new Map<string, Workflow>([[fakeHash, workflow]]),
    findStepDefinition,
  );
  const load = (): Promise<JsonValue> => Promise.resolve(null);
  const search: PastSearch = { log, programs, load };
  return { log, programs, search, workflow };
}

function chain(node: OriginNode): string[] {
  return [
    `${node.title}${node.field === '' ? '' : ` (${node.field})`}`,
    ...node.from.flatMap(chain),
  ];
}

describe('value origin', () => {
  it('follows a field through variables, iterations and steps to the input of the run', async () => {
    const { log, programs } = await played();
    const origin = originOf(log, programs, log.length, {
      step: 'small',
      path: [],
      side: 'output',
      field: ['total'],
    });
    expect(chain(origin).slice(0, 3)).toEqual([
      'Output of Small order (total)',
      'Setting value.total of Small order (value.total)',
      'Variable total, set by add',
    ]);
    expect(chain(origin)).toContain('item of Each order, iteration 3 (price)');
    expect(chain(origin)).toContain('Input of the run (orders)');
    expect(origin.value).toBe(57);
  });

  it('follows what an expression sees at a step', async () => {
    const { log, programs } = await played();
    const at = { step: 'add', path: [{ step: 'each', iteration: 1 }] };
    const ask = (expression: string) =>
      originOfExpression(log, programs, log.length, { expression, ...at });
    expect(chain(ask('item.price'))[0]).toBe('item of Each order, iteration 2 (price)');
    expect(ask('item.price').value).toBe(10);
    expect(chain(ask('steps.orders'))[0]).toMatch(/^Output of/);
    const both = ask('vars.total + item.count');
    expect(both.from.map(({ kind }) => kind)).toEqual(['variable', 'item']);
    expect(ask('1 + 1').from).toEqual([]);
  });
});

describe('why', () => {
  it('a step was skipped: the decision that went another way, and what it was made from', async () => {
    const { log, programs } = await played();
    const why = whySkipped(log, programs, log.length, { step: 'afterBig', path: [] });
    expect(why.what).toBe('afterBig was skipped');
    expect(why.reasons.map((reason) => reason.text)).toEqual([
      'Big order was skipped itself.',
      'Is it much? went to “false”, and the wire leads from “true”; {{ vars.total > 1000 }} was false.',
    ]);
    expect(log.at(why.reasons[1]?.seq ?? 0)?.type).toBe('step.completed');
  });

  it('a field is null: where null came from', async () => {
    const { log, programs } = await played();
    const why = whyNull(log, programs, log.length, {
      step: 'small',
      path: [],
      side: 'output',
      field: ['note'],
    });
    expect(why.what).toBe('note in the output of Small order is null');
    expect(why.reasons.map((reason) => reason.text).at(-1)).toBe(
      'Input of the run at note is null',
    );
  });

  it('a step has not run yet: what comes before it', async () => {
    const { log, programs } = await played();
    const why = whySkipped(log, programs, 4, { step: 'check', path: [] });
    expect(why.what).toBe('Is it much? has not run');
    expect(why.reasons[0]?.text).toBe('Each order, which comes before it, has not run.');
  });

  it('a step waited: never, here', async () => {
    const { log, programs } = await played();
    expect(whyWaited(log, programs, log.length, { step: 'sum', path: [] }).reasons).toEqual([]);
  });
});

describe('expressions over the past', () => {
  it('are evaluated for every time a step was passed', async () => {
    const { search } = await played();
    const request = { step: 'add', when: 'before', text: 'loop.index + ": " + steps.sum' } as const;
    const { hits } = await logPast(search, request);
    expect(hits.map((hit) => hit.result)).toEqual([
      { ok: true, value: '0: 6' },
      { ok: true, value: '1: 50' },
      { ok: true, value: '2: 1' },
    ]);
    const some = await logPast(search, { ...request, condition: 'item.price > 5' });
    expect(some.hits).toHaveLength(1);
    expect((await logPast(search, { ...request, limit: 2 })).more).toBe(true);
  });

  it('say what went wrong where they cannot be evaluated', async () => {
    const { search } = await played();
    const { hits } = await logPast(search, { step: 'add', when: 'after', text: 'nothing.there' });
    expect(hits[0]?.result).toMatchObject({ ok: false });
  });

  it('find the event at which something became true', async () => {
    const { search, log } = await played();
    const found = await whenTrue(search, 'vars.total > 10');
    expect(log.at(found.hit?.seq ?? 0)).toMatchObject({
      type: 'variable.set',
      value: { value: 56 },
    });
    expect((await whenTrue(search, 'vars.total > 1e6')).hit).toBeNull();
    const inside = await whenTrue(search, 'steps.sum == 50');
    expect(inside.hit?.path).toEqual([{ step: 'each', iteration: 1 }]);
    expect((await whenTrue(search, 'vars.nothing.at.all')).problem).toContain('nothing');
  });
});

describe('a case', () => {
  const hash = (body: string): string => createHash('sha256').update(body).digest('hex');

  async function made(): Promise<RunCase> {
    const { log } = await played();
    return {
      run: log.state?.run ?? ('' as never),
      workflows: new Map([[fakeHash, text]]),
      events: log.slice(),
      blobs: new Map([['b'.repeat(64), { large: [1, 2, 3] }]]),
      breakpoints: [{ id: 'one', target: { type: 'step', step: 'check' }, enabled: true }],
      watches: ['vars.total'],
      cursor: { seq: 12, step: 'check', scope: '' },
      note: 'Why is it "small"?',
    };
  }

  it('is read as it was written, and written to the same bytes', async () => {
    const one = await made();
    const written = writeCase(one, hash);
    const read = readCase(written, hash);
    if (!read.ok) throw new Error(read.problem.message);
    expect(read.edited).toBe(false);
    expect(read.case.events).toEqual(one.events);
    expect(writeCase(read.case, hash)).toBe(written);
    expect({ ...read.case, events: [] }).toEqual({ ...one, events: [] });
  });

  it('tells that it was edited', async () => {
    const written = writeCase(await made(), hash);
    const read = readCase(written.replace('"total"', '"Total"'), hash);
    expect(read.ok && read.edited).toBe(true);
  });

  it('is refused when it is something else, newer, cut off or no log', async () => {
    const written = writeCase(await made(), hash);
    const reasonOf = (file: string) => {
      const read = readCase(file, hash);
      return read.ok ? 'fine' : read.problem.reason;
    };
    expect(reasonOf('{}')).toBe('shape');
    expect(reasonOf('[]')).toBe('shape');
    expect(reasonOf(written.slice(0, -30))).toBe('json');
    expect(reasonOf(written.replace('"stepwellCase":1', '"stepwellCase":2'))).toBe('version');
    expect(reasonOf(written.replace('"seq":3,', '"seq":4,'))).toBe('log');
    expect(reasonOf(written.replaceAll(`"${fakeHash}":`, `"${'c'.repeat(64)}":`))).toBe('log');
    expect(reasonOf(written.replace('"kind":"x"', '')).length).toBeGreaterThan(0);
  });

  it('has neither folders nor the values of environment variables', async () => {
    const one = await made();
    const [created, ...rest] = one.events;
    const events = [{ ...created, folder: '/home/ada/secret', env: { TOKEN: 'abc123' } }, ...rest];
    const written = writeCase({ ...one, events: events as RunCase['events'] }, hash);
    expect(written).not.toContain('home/ada');
    expect(written).not.toContain('abc123');
    expect(written).toContain('TOKEN');
  });
});
