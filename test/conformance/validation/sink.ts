import type { JsonObject } from '@shared/lib/json';
import type { Random } from '../documents/random';

// Valid workflows that use everything a file can say, with a random part that differs each time.

/** The workflow that faults are put into: always the same steps, and some of chance. */
export function sinkWorkflow(random: Random): JsonObject {
  const extra = randomGraph(random, 'x', ['fetch', 'total'], 2);
  return {
    stepwell: 1,
    name: 'Everything',
    input: {
      type: 'object',
      required: ['orders'],
      properties: {
        orders: { type: 'array', items: { type: 'object' } },
        city: { type: 'string' },
        count: { type: 'integer' },
      },
    },
    vars: { seen: 0 },
    env: ['HOME'],
    secrets: ['apiToken'],
    settings: { concurrency: 4, timeout: '30s' },
    result: '{{ steps.total }}',
    steps: {
      start: { kind: 'manual-start' },
      fetch: {
        kind: 'http-request',
        with: {
          url: 'https://example.test/{{ input.city }}',
          auth: 'bearer',
          token: '{{ secrets.apiToken }}',
          headers: { 'x-home': '{{ env.HOME }}' },
        },
        retry: { attempts: 2, delay: '1s' },
        timeout: '10s',
        rateLimit: { limit: 5, per: '1s' },
        circuitBreaker: { failures: 3, reset: '30s', key: 'shop' },
      },
      total: {
        kind: 'transform',
        with: { value: { status: '{{ steps.fetch.status }}', list: ['{{ vars.seen }}'] } },
      },
      check: { kind: 'condition', with: { when: '{{ steps.total.status === 200 }}' } },
      good: { kind: 'log', with: { message: 'ok {{ steps.total.list }}' } },
      bad: { kind: 'log', with: { message: '{{ steps.fetch.body }}' }, onError: 'port' },
      report: { kind: 'log', with: { message: '{{ error.message }}' } },
      each: {
        kind: 'loop',
        with: { items: '{{ input.orders }}', item: 'order', concurrency: 2 },
        steps: {
          name: { kind: 'transform', with: { value: '{{ order.id }}' } },
          tell: { kind: 'log', with: { message: '{{ steps.name }} {{ steps.fetch.status }}' } },
          enough: { kind: 'condition', with: { when: '{{ loop.index > 10 }}' } },
          leave: { kind: 'stop-rounds' },
          go: { kind: 'next-round' },
        },
        edges: ['name -> tell', 'tell -> enough', 'enough.true -> leave', 'enough.false -> go'],
      },
      safe: {
        kind: 'guarded',
        steps: {
          reserve: { kind: 'transform', with: { value: { id: 1 } } },
          charge: { kind: 'log', with: { message: '{{ steps.reserve.id }}' } },
          handler: { kind: 'on-error' },
          apology: {
            kind: 'log',
            with: { message: '{{ error.code }} {{ steps.reserve?.id }} {{ steps.handler }}' },
          },
          undoing: { kind: 'undo', with: { step: 'reserve' } },
          release: { kind: 'log', with: { message: '{{ steps.reserve.id }}' } },
        },
        edges: ['reserve -> charge', 'handler -> apology', 'undoing -> release'],
      },
      both: {
        kind: 'pool',
        steps: {
          left: { kind: 'lane' },
          first: { kind: 'transform', with: { value: 1 } },
          right: { kind: 'lane' },
          second: { kind: 'log', with: { message: '{{ steps.fetch.status }}' } },
          third: { kind: 'log', with: { message: '{{ steps.second }}' } },
        },
        edges: ['left -> first', 'right -> second', 'second -> third'],
      },
      ask: { kind: 'ask-other', with: { workflow: 'child', input: { id: '{{ input.count }}' } } },
      remember: {
        kind: 'set-variable',
        skipWhen: '{{ input.count === 0 }}',
        with: { name: 'seen', value: '{{ vars.seen + 1 }}' },
      },
      script: { kind: 'code', with: { code: 'return 1;\n' } },
      ...extra.steps,
    },
    edges: [
      'start -> fetch',
      'fetch -> total',
      'total -> check',
      'check.true -> good',
      'check.false -> bad',
      'bad.error -> report',
      'good -> each',
      'each -> safe',
      'safe -> both',
      'both -> ask',
      'ask -> remember',
      'remember -> script',
      ...extra.firsts.map((first) => `total -> ${first}`),
      ...extra.edges,
    ],
    pins: { fetch: { status: 200, body: null } },
    samples: [{ name: 'One', input: { orders: [], city: 'Berlin' } }],
    layout: { start: { x: 0, y: 0 }, fetch: { x: 240, y: 0 } },
  };
}

interface RandomStep extends JsonObject {
  readonly kind: string;
}

interface RandomGraph {
  readonly steps: Record<string, RandomStep>;
  readonly edges: string[];
  /** Steps that nothing leads to. */
  readonly firsts: string[];
}

/** Steps of all kinds in an order in which each refers only to what comes before it. */
export function randomGraph(
  random: Random,
  prefix: string,
  visible: readonly string[],
  depth: number,
): RandomGraph {
  const steps: Record<string, RandomStep> = {};
  const edges: string[] = [];
  const firsts: string[] = [];
  /** What has surely run before a step, by id. */
  const before = new Map<string, readonly string[]>();
  const ports = new Map<string, readonly string[]>();
  const count = 1 + random.below(depth > 0 ? 6 : 3);
  for (let at = 0; at < count; at += 1) {
    const id = `${prefix}${String.fromCharCode(97 + at)}`;
    const known = [...before.keys()].filter((other) => (ports.get(other) ?? []).length > 0);
    const parents = known.filter(() => random.chance(0.4)).slice(0, 2);
    for (const parent of parents) {
      edges.push(edge(parent, random.pick(ports.get(parent) ?? ['out']), id));
    }
    if (parents.length === 0) firsts.push(id);
    const seen = new Set(parents.flatMap((parent) => [parent, ...(before.get(parent) ?? [])]));
    before.set(id, [...seen]);
    const step = randomStep(random, id, [...visible, ...seen], depth);
    steps[id] = step;
    ports.set(id, portsOf(step));
  }
  return { steps, edges: [...new Set(edges)], firsts };
}

function edge(from: string, port: string, to: string): string {
  return port === 'out' ? `${from} -> ${to}` : `${from}.${port} -> ${to}`;
}

function portsOf({ kind }: RandomStep): readonly string[] {
  if (kind === 'condition') return ['true', 'false'];
  return kind === 'give-back' ? [] : ['out'];
}

function randomStep(
  random: Random,
  id: string,
  visible: readonly string[],
  depth: number,
): RandomStep {
  const reference = `{{ steps.${random.pick(visible)} }}`;
  const shape = random.below(depth > 0 ? 12 : 6);
  const policies: JsonObject = {
    ...(random.chance(0.2) && { retry: random.pick([1, 3, { attempts: 2, backoff: 'fixed' }]) }),
    ...(random.chance(0.1) && { rateLimit: { limit: 1 + random.below(9), per: '1s' } }),
    ...(random.chance(0.1) && { onError: random.pick(['skip', 'continue']) }),
    ...(random.chance(0.1) && { skipWhen: '{{ input.count === 1 }}' }),
    ...(random.chance(0.1) && { join: random.pick(['all', 'settled']) }),
    ...(random.chance(0.1) && { disabled: true }),
  };
  const nested = (prefix: string, seen: readonly string[] = visible): RandomGraph =>
    randomGraph(random, prefix, seen, depth - 1);
  switch (shape) {
    case 0:
    case 1:
      return { kind: 'transform', ...policies, with: { value: { of: reference } } };
    case 2:
      return { kind: 'log', ...policies, with: { message: `a ${reference} b` } };
    case 3:
      return { kind: 'condition', with: { when: '{{ input.count > 1 }}' } };
    case 4:
      return { kind: 'set-variable', with: { name: 'seen', value: reference } };
    case 5:
      return { kind: 'give-back' };
    case 6: {
      const body = nested(`${id}_`);
      const with_ = { items: '{{ input.orders }}', item: `${id}Item` };
      return { kind: 'loop', ...policies, with: with_, steps: body.steps, edges: body.edges };
    }
    case 7: {
      const body = nested(`${id}_`);
      const leave: JsonObject = { [`${id}_end`]: { kind: 'stop-rounds' } };
      return { kind: 'rounds', steps: { ...body.steps, ...leave }, edges: body.edges };
    }
    case 8:
    case 9: {
      const main = nested(`${id}_m`);
      const handler = nested(`${id}_h`, [...visible, `${id}_on`]);
      return {
        kind: 'guarded',
        steps: { ...main.steps, [`${id}_on`]: { kind: 'on-error' }, ...handler.steps },
        edges: [
          ...main.edges,
          ...handler.firsts.map((first) => `${id}_on -> ${first}`),
          ...handler.edges,
        ],
      };
    }
    case 10: {
      const lanes = [nested(`${id}_l`), nested(`${id}_r`)];
      return {
        kind: 'pool',
        steps: Object.assign(
          {},
          ...lanes.map((lane, at) => ({ [`${id}_lane${at}`]: { kind: 'lane' }, ...lane.steps })),
        ) as Record<string, RandomStep>,
        edges: lanes.flatMap((lane, at) => [
          ...lane.firsts.map((first) => `${id}_lane${at} -> ${first}`),
          ...lane.edges,
        ]),
      };
    }
    default:
      return { kind: 'ask-other', with: { workflow: 'child', input: { id: reference } } };
  }
}
