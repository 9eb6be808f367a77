import { describe, expect, it } from 'vitest';
import type { OneStepChoice } from '@shared/ipc/runs';
import type { RunId } from '@shared/lib/ids';
import { openServices } from '../../test/helpers/open-services';
import { tempFolder } from '../../test/helpers/temp-profile';
import type { Services } from './create-services';

const text = `stepwell: 1
name: Orders
vars: { factor: 1 }
steps:
  start: { kind: manual-start }
  orders: { kind: transform, with: { value: [{ total: 10 }, { total: 20 }, { total: 30 }] } }
  set: { kind: set-variable, with: { name: factor, value: 2 } }
  each:
    kind: loop
    title: Each
    with: { mode: items, items: "{{ steps.orders }}", item: order }
    steps:
      tax: { kind: transform, with: { value: "{{ order.total * vars.factor + index }}" } }
      say: { kind: log, with: { message: "{{ steps.tax }}" } }
    edges: [tax -> say]
  sum: { kind: transform, with: { value: "{{ steps.orders.length * vars.factor }}" } }
  broken: { kind: transform, with: { value: "{{ steps.nothing }}" } }
  note: { kind: note, with: { text: Hello } }
edges: [start -> orders, orders -> set, set -> each, each -> sum]
`;
const whole = text.replace(/ {2}broken:.*\n/, '');

let keys = 0;
async function run(services: Services, source: string, only?: OneStepChoice): Promise<RunId> {
  const id = await services.runs.start({
    workflowId: null,
    text: source,
    input: {},
    secrets: {},
    startedBy: 'test',
    requestKey: `one-step-${(keys += 1)}`,
    only,
  });
  await services.runs.outcome(id);
  return id;
}

async function outputOf(services: Services, source: string, only: OneStepChoice) {
  const id = await run(services, source, only);
  const state = await services.runs.outcome(id);
  const output = state.output && 'value' in state.output ? state.output.value : undefined;
  const ran = [...state.steps.values()]
    .filter(({ by }) => by === undefined)
    .map(({ step }) => step);
  return { id, status: state.status, output, ran };
}

describe('a run of one step', () => {
  it('has what the run before gave to it: steps, variables, and the round of the loop around', async () => {
    const services = await openServices(tempFolder());
    const from = await run(services, whole);
    const sum = await outputOf(services, whole, { step: 'sum', from, path: [] });
    expect(sum).toMatchObject({ status: 'completed', output: 6, ran: ['sum'] });
    expect(services.runs.get(sum.id)).toMatchObject({ onlyStep: 'sum' });
    expect(services.runs.get(from)).toMatchObject({ onlyStep: null });

    const path = [{ step: 'each', iteration: 2 }];
    const changed = whole.replace('+ index', '+ 100 + index');
    const tax = await outputOf(services, changed, { step: 'tax', from, path });
    expect(tax).toMatchObject({ status: 'completed', output: 162, ran: ['tax'] });

    // The next one goes on from that, in the same round; one elsewhere looks further back.
    const say = await outputOf(services, whole, { step: 'say', from: tax.id, path: null });
    expect(say).toMatchObject({ status: 'completed', ran: ['say'] });
    expect(JSON.stringify(say.output)).toContain('162');
    const back = await outputOf(services, whole, { step: 'tax', from: sum.id, path: null });
    expect(back).toMatchObject({ status: 'completed', output: 62, ran: ['tax'] });
  });

  it('runs what is before it when no run has given that, and errors elsewhere do not matter', async () => {
    const services = await openServices(tempFolder());
    const sum = await outputOf(services, text, { step: 'orders', from: null, path: [] });
    expect(sum).toMatchObject({ status: 'completed', ran: ['start', 'orders'] });
  });

  it('needs no start', async () => {
    const services = await openServices(tempFolder());
    const loose = `stepwell: 1\nname: Loose\nsteps: { a: { kind: transform, with: { value: 1 } } }\n`;
    const a = await outputOf(services, loose, { step: 'a', from: null, path: null });
    expect(a).toMatchObject({ status: 'completed', output: 1 });
  });

  it('takes a pin in place of what is before, and needs nothing before the pin', async () => {
    const services = await openServices(tempFolder());
    const pinned = `${whole}pins: { each: {}, orders: [1, 2, 3, 4] }\n`;
    const sum = await outputOf(services, pinned, { step: 'each', from: null, path: [] });
    expect(sum.ran.sort()).toEqual(['each']);
  });

  it('says why a step cannot run by itself', async () => {
    const services = await openServices(tempFolder());
    const alone = (step: string) => run(services, whole, { step, from: null, path: [] });
    await expect(alone('tax')).rejects.toMatchObject({
      code: 'STEP_NOT_REACHED',
      message: expect.stringContaining('“Each”') as string,
    });
    await expect(alone('note')).rejects.toMatchObject({ code: 'STEP_NOT_ALONE' });
    await expect(alone('gone')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
