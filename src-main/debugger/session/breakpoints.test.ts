import { describe, expect, it } from 'vitest';
import { breakAt, debugWorkflow } from '../../../test/helpers/debug-workflow';
import { fakeKind, graphOf, kindsOf, workflowOf } from '../../../test/helpers/run-workflow';

const echo = fakeKind('echo', ({ step, config }) => config['value'] ?? step.id);
const other = fakeKind('other', ({ setVariable }) => {
  setVariable('total', 7);
  return { body: { total: 7 } };
});
const each = fakeKind(
  'each',
  async ({ runBody }) => {
    for (let at = 0; at < 6; at += 1) await runBody(at, { loop: { index: at } });
    return 'done';
  },
  { container: { locals: () => ['loop'] } },
);
const kinds = kindsOf(echo, other, each);
const loop = workflowOf(
  { loop: { kind: 'each', body: graphOf({ x: 'echo', y: 'echo' }, ['x -> y']) }, z: 'other' },
  ['loop -> z'],
  { vars: { total: 0 } },
);

async function stopsOf(breakpoints: ReturnType<typeof breakAt>[]): Promise<readonly string[]> {
  const run = debugWorkflow(loop, kinds, { breakpoints });
  const stops: string[] = [];
  for (let at = await run.settled(); at.length > 0; at = await run.settled()) {
    stops.push(...at);
    run.session.resume(1, 'continue');
  }
  expect((await run.session.done).status).toBe('completed');
  return stops;
}

describe('breakpoints', () => {
  it('stop where a condition is true, at a hit count, in one iteration', async () => {
    expect(await stopsOf([breakAt('x', { condition: 'loop.index === 2' })])).toEqual([
      'before loop[2]/x',
    ]);
    expect(await stopsOf([breakAt('x', { hitCondition: '% 3' })])).toEqual([
      'before loop[2]/x',
      'before loop[5]/x',
    ]);
    expect(await stopsOf([breakAt('y', { iteration: 4 })])).toEqual(['before loop[4]/y']);
    expect(await stopsOf([breakAt('x', { enabled: false })])).toEqual([]);
  });

  it('stop at steps of a kind, on wires and when data changes', async () => {
    expect(await stopsOf([breakAt({ type: 'kind', kind: 'other' })])).toEqual(['before z']);
    expect(await stopsOf([breakAt({ type: 'wire', edge: 'loop -> z' })])).toEqual([
      'wire loop.out -> z.in',
    ]);
    expect(await stopsOf([breakAt({ type: 'data', path: 'vars.total' })])).toEqual(['after z']);
    expect(await stopsOf([breakAt({ type: 'data', path: 'steps.z.body.total' })])).toEqual([
      'after z',
    ]);
  });

  it('wait for another breakpoint', async () => {
    const first = breakAt('x', { iteration: 3, id: 'first' });
    const second = breakAt('y', { waitFor: 'first', hitCondition: '1' });
    expect(await stopsOf([first, second])).toEqual(['before loop[3]/x', 'before loop[3]/y']);
  });

  it('log instead of stopping, and tell once what is wrong with a condition', async () => {
    const run = debugWorkflow(loop, kinds, {
      breakpoints: [
        breakAt('x', { logMessage: 'at {{ loop.index }}', hitCondition: '<= 2' }),
        breakAt('y', { condition: 'nothing.there', id: 'broken' }),
      ],
    });
    expect((await run.session.done).status).toBe('completed');
    const output = run.told.flatMap((event) => (event.type === 'output' ? [event.text] : []));
    expect(output.filter((text) => text.startsWith('at '))).toEqual(['at 0', 'at 1']);
    expect(output.filter((text) => text.includes('condition failed'))).toHaveLength(1);
    const broken = run.told.filter(
      (event) => event.type === 'breakpoint' && event.status.id === 'broken',
    );
    // The first says that its step was found.
    expect(broken.map((event) => event.type === 'breakpoint' && event.status.message)).toEqual([
      undefined,
      expect.stringContaining('Its condition failed'),
    ]);
  });

  it('with conditions that go on and on are ended, told once, and do not stop', async () => {
    const condition = 'range(100000).filter(a => range(100000).filter(b => a == b)).length > 0';
    const run = debugWorkflow(loop, kinds, { breakpoints: [breakAt('x', { condition })] });
    expect((await run.session.done).status).toBe('completed');
    const output = run.told.flatMap((event) => (event.type === 'output' ? [event.text] : []));
    expect(output).toEqual([expect.stringContaining('Its condition failed')]);
    expect(output[0]).toMatch(/operations|too long|too many/i);
  });

  it('say why they cannot be hit', () => {
    const { session } = debugWorkflow(loop, kinds, { stopOnEntry: true });
    const statuses = session.setBreakpoints([
      breakAt('gone'),
      breakAt({ type: 'wire', edge: 'x -> z' }),
      breakAt({ type: 'kind', kind: 'none' }),
      breakAt({ type: 'data', path: 'input.x' }),
      breakAt({ type: 'line', step: 'x', line: 1 }),
      breakAt('x', { hitCondition: 'often' }),
      breakAt('x'),
    ]);
    expect(statuses.map(({ verified }) => verified)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(statuses[0]?.message).toContain('no step "gone"');
  });

  it('are ten thousand as quickly as one', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => breakAt(`s${at}`));
    expect(await stopsOf([...many, breakAt('z')])).toEqual(['before z']);
  });
});
