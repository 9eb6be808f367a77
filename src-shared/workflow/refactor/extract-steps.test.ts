import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '../../steps/index';
import type { StepDefinition } from '../../steps/define-step';
import { parseWorkflow } from '../parse-workflow';
import { validateWorkflow } from '../validate/validate-workflow';
import { applied, extractSteps } from './extract-steps';
import { inlineCall } from './inline-call';

function kind(name: string): StepDefinition {
  const found = findStepDefinition(name);
  if (found === undefined) throw new Error(name);
  return found;
}

const options = {
  find: findStepDefinition,
  call: kind('call'),
  start: kind('manual-start'),
  name: 'Price an order',
  reference: 'Price an order',
};

function extract(text: string, ids: readonly string[]) {
  const planned = extractSteps(parseWorkflow(text), ids, options);
  if (!planned.ok) throw new Error(`${planned.error.code}: ${planned.error.message}`);
  return { ...planned.value, rest: applied(text, planned.value.edit) };
}

/** `code: why. what to do`. */
function refusal(text: string, ids: readonly string[]): string {
  const planned = extractSteps(parseWorkflow(text), ids, options);
  if (planned.ok) throw new Error('It was not refused.');
  const { code, message, hint } = planned.error;
  return `${code}: ${message}. ${hint ?? 'nothing can be done'}`;
}

function inline(text: string, id: string, called: string): string {
  const planned = inlineCall(parseWorkflow(text), id, called, {
    find: findStepDefinition,
    carry: { kind: 'transform', key: 'value' },
  });
  if (!planned.ok) throw new Error(`${planned.error.code}: ${planned.error.message}`);
  return applied(text, planned.value.edit);
}

function errorsIn(text: string): readonly string[] {
  const kinds = { find: findStepDefinition, all: allStepDefinitions };
  return validateWorkflow(parseWorkflow(text), kinds)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

const shop = `stepwell: 1
name: Shop
input:
  type: object
  required: [country]
  properties: { country: { type: string } }
env: [HOME, SHOP]
secrets: [token, other]
steps:
  start: { kind: manual-start }
  load: { kind: transform, with: { value: { total: 3 } } }
  # how much it costs
  price:
    kind: transform
    with: { value: "{{ steps.load.total * 2 }} to {{ input.country }} from {{ env.HOME }}" }
  ask:
    kind: http-request
    with: { url: "https://x.test/{{ steps.price }}", auth: bearer, token: "{{ secrets.token }}" }
  tell: { kind: log, with: { message: "{{ steps.price }} {{ steps.ask.body['a'] }}" } }
edges:
  - start -> load
  - load -> price
  - price -> ask
  - ask -> tell
pins: { ask: { status: 200, body: {} } }
layout:
  start: { x: 0, y: 0 }
  price: { x: 592, y: 40 }
`;

describe('extractSteps', () => {
  it('makes a workflow of steps, and a call of the place where they were', () => {
    const { text, rest, inputs, outputs, notes } = extract(shop, ['price', 'ask']);
    expect(inputs).toEqual(['load', 'country']);
    expect(outputs).toEqual(['price', 'ask']);
    expect(notes).toEqual([]);
    expect(text).toBe(`# yaml-language-server: $schema=https://stepwell.dev/schema/workflow-1.json
stepwell: 1
name: Price an order

input:
  type: object
  required:
    - load
    - country
  properties:
    load:
      description: What "load" gives
    country:
      type: string

result:
  price: "{{ steps.price }}"
  ask: "{{ steps.ask }}"

env: [HOME]

secrets: [token]

steps:
  start:
    kind: manual-start
  # how much it costs
  price:
    kind: transform
    with: { value: "{{ input.load.total * 2 }} to {{ input.country }} from {{ env.HOME }}" }
  ask:
    kind: http-request
    with: { url: "https://x.test/{{ steps.price }}", auth: bearer, token: "{{ secrets.token }}" }

edges:
  - price -> ask
  - start -> price

pins:
  ask:
    status: 200
    body: {}

layout:
  start: { x: 0, y: 0 }
  price: { x: 296, y: 0 }
`);
    expect(rest).toContain(
      '"{{ steps.priceAnOrder.price }} {{ steps.priceAnOrder.ask.body[\'a\'] }}"',
    );
    expect(rest).toContain('load: "{{ steps.load }}"');
    expect(rest).toContain('- load -> priceAnOrder\n  - priceAnOrder -> tell');
    expect(rest).not.toContain('pins');
    expect(errorsIn(text)).toEqual([]);
    expect(errorsIn(rest)).toEqual([]);
  });

  it('comes back as it was, but for the order of lines', () => {
    const { text, rest, id } = extract(shop, ['price', 'ask']);
    const back = parseWorkflow(inline(rest, id, text)).workflow;
    const before = parseWorkflow(shop).workflow;
    for (const step of ['load', 'price', 'ask', 'tell']) {
      expect(back?.steps.get(step)).toEqual({
        ...before?.steps.get(step),
        ...(step === 'tell' && {
          config: { message: "{{ steps.price }} {{ steps.ask.body['a'] }}" },
        }),
      });
    }
    const ids = (edges: readonly { id: string }[] = []) => edges.map(({ id: edge }) => edge).sort();
    expect(ids(back?.edges)).toEqual(ids(before?.edges));
    expect(back?.pins).toEqual(before?.pins);
  });

  it('gives names of loops, variables and conditional outputs to the new workflow', () => {
    const text = `stepwell: 1
name: Loop
vars: { rate: 2, seen: 0 }
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { items: [1, 2], item: order }
    steps:
      first: { kind: transform, with: { value: "{{ order * vars.rate }}" } }
      choose: { kind: condition, with: { when: "{{ steps.first > 1 }}" } }
      large:
        kind: code
        with:
          code: |
            return order + steps.first + vars.rate;
      small: { kind: transform, with: { value: "{{ loop.index }}" } }
      after: { kind: transform, join: settled, with: { value: "{{ steps.large ?? steps.small }}" } }
    edges: [first -> choose, choose.true -> large, choose.false -> small, large -> after, small -> after]
edges: [start -> each]
`;
    const { text: made, rest } = extract(text, ['choose', 'large', 'small']);
    expect(made).toContain(
      'const order = input.order;\n          return order + input.first + input.rate;'.replaceAll(
        '\n          ',
        '\n        ',
      ),
    );
    expect(made).toContain('large: "{{ steps?.large ?? null }}"');
    expect(rest).toContain('order: "{{ order }}"');
    expect(rest).toContain('rate: "{{ vars.rate }}"');
    expect(rest).toContain('loop: "{{ loop }}"');
    const back = inline(rest, 'priceAnOrder', made);
    expect(back).toContain('return order + steps.first + vars.rate;');
    expect(back).not.toContain('const order');
    expect(errorsIn(made)).toEqual([]);
    expect(errorsIn(back)).toEqual([]);
  });

  it('takes a variable along that nobody else uses, with its value', () => {
    const text = `stepwell: 1
name: Vars
vars: { count: 1 }
steps:
  start: { kind: manual-start }
  up: { kind: set-variable, with: { name: count, value: "{{ vars.count + 1 }}" } }
  use: { kind: log, with: { message: "{{ vars.count }}" } }
  end: { kind: log, with: { message: done } }
edges: [start -> up, up -> use, use -> end]
`;
    const { text: made, rest } = extract(text, ['up', 'use']);
    expect(made).toContain('vars:\n  count: "{{ input.count }}"');
    expect(rest).toContain('count: "{{ vars.count }}"');
    expect(inline(rest, 'priceAnOrder', made)).toContain('value: "{{ vars.count + 1 }}"');
    expect(refusal(text, ['up'])).toMatch(
      /sets the variable "count", which "use" uses.*\. Select /,
    );
  });

  const branches = `stepwell: 1
name: Branches
steps:
  start: { kind: manual-start }
  a: { kind: transform, with: { value: 1 } }
  b: { kind: transform, with: { value: 2 } }
  c: { kind: condition, with: { when: true } }
  yes: { kind: log, with: { message: yes } }
  no: { kind: log, with: { message: no } }
  last: { kind: return, with: { value: 1 } }
  each:
    kind: loop
    with: { items: [1] }
    steps:
      inner: { kind: log, with: { message: x } }
      out: { kind: break }
    edges: [inner -> out]
  note: { kind: note, with: { text: hello } }
edges: [start -> a, start -> b, a -> c, b -> c, c.true -> yes, c.false -> no, yes -> last, c.true -> each]
`;

  it.each([
    [
      ['start', 'a'],
      /^EXTRACT_START: "start" is where runs of this workflow start.* Leave it out of/,
    ],
    [['a', 'inner'], /^EXTRACT_FRAMES: .*lies in another frame.* Select steps of one frame/],
    [
      ['a', 'c'],
      /^EXTRACT_ENTRIES: "c" is reached from inside the selection and from "b"\. Select "b" as well/,
    ],
    [
      ['yes', 'no'],
      /^EXTRACT_ENTRIES: .*begins at two places, "yes" and "no".* or the step that leads to both/,
    ],
    [['a', 'yes'], /^EXTRACT_GAP: "c" lies between selected steps.*\. Select "c" as well\.$/],
    [
      ['c', 'yes'],
      /^EXTRACT_WAYS: "no" follows "c" only sometimes.*\. Select "no" as well, or leave out the decision before "c"/,
    ],
    [['yes', 'last'], /^EXTRACT_LEAVES: "last" ends this workflow.*\. Leave it out of/],
    [
      ['inner', 'out'],
      /^EXTRACT_LEAVES: "out" leaves a loop that is not in the selection\. Select the whole loop/,
    ],
    [['note'], /^EXTRACT_NOTHING: Notes alone.* Select steps that run/],
    [[], /^EXTRACT_NOTHING: No steps are selected\. Select the steps that belong together/],
  ])('refuses %j and says why', (ids, why) => {
    expect(refusal(branches, ids)).toMatch(why);
  });

  it('takes steps that begin together, whole frames and notes', () => {
    const { text } = extract(branches, ['a', 'b', 'note']);
    expect(text).toContain('- start -> a\n  - start -> b');
    expect(text).toContain('kind: note');
    expect(extract(branches, ['each']).text).toContain('kind: break');
    expect(errorsIn(text)).toEqual([]);
  });

  it('refuses a gap between its steps', () => {
    expect(refusal(shop, ['load', 'ask'])).toMatch(
      /"price" lies between selected steps.*\. Select "price" as well\.$/,
    );
  });
});

describe('inlineCall', () => {
  const caller = `stepwell: 1
name: Caller
steps:
  start: { kind: manual-start }
  load: { kind: transform, with: { value: 4 } }
  call: { kind: call, with: { workflow: x, input: { n: "{{ steps.load + 1 }}" }, output: "{{ result.total }}" } }
  tell: { kind: log, with: { message: "{{ steps.call }}" } }
edges: [start -> load, load -> call, call -> tell]
`;
  const called = `stepwell: 1
name: Called
steps:
  start: { kind: manual-start }
  load: { kind: transform, with: { value: { total: "{{ input.n * 2 }}" } } }
edges: [start -> load]
`;

  it('renames what is taken, and lets steps carry what has no name', () => {
    const text = inline(caller, 'call', called);
    expect(text).toContain('load2:');
    expect(text).toContain('"{{ steps.callInput.n * 2 }}"');
    expect(text).toContain('value: "{{ steps.load2.total }}"');
    expect(text).toContain('"{{ steps.callOutput }}"');
    expect(errorsIn(text)).toEqual([]);
  });

  const why = (from: string, to: string) => {
    const planned = inlineCall(parseWorkflow(from), 'call', to, {
      find: findStepDefinition,
      carry: { kind: 'transform', key: 'value' },
    });
    return planned.ok ? 'done' : planned.error.message;
  };

  it('keeps the call where the steps would mean something else', () => {
    expect(why(caller.replace('kind: call,', 'kind: call, timeout: 3s,'), called)).toMatch(
      /time limit/,
    );
    expect(why(caller.replace('kind: call,', 'kind: call, disabled: true,'), called)).toMatch(
      /disabled/,
    );
    expect(why(caller, called.replace('kind: transform', 'kind: return'))).toMatch(
      /ends "Called" early/,
    );
    expect(why(caller, called.replace('steps:', 'vars: { a: "{{ input.n }}" }\nsteps:'))).toMatch(
      /begins anew/,
    );
    expect(why(caller, 'stepwell: 1\nname: Called\nsteps: {}')).toMatch(/no steps that run/);
    expect(why(caller, '- no workflow')).toMatch(/has an error/);
    expect(
      why(caller, called.replace('{ total: "{{ input.n * 2 }}" }', '"{{ run.workflow }}"')),
    ).toMatch(/asks for `run`/);
  });
});
