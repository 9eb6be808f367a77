import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Circuit } from './circuit';
import { RateLine, type Ticket } from './rate-line';

const runs = Number(process.env['STEPWELL_PROPERTY_RUNS'] ?? 500);

type RateAction =
  | { readonly type: 'pass'; readonly by: number }
  | { readonly type: 'enter' }
  /** The clock of the machine is set back: the limit must not notice. */
  | { readonly type: 'back'; readonly by: number }
  | { readonly type: 'begin' | 'leave'; readonly which: number };

const rateAction: fc.Arbitrary<RateAction> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('enter' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('pass' as const), by: fc.nat({ max: 120 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('back' as const), by: fc.nat({ max: 500 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('begin' as const, 'begin' as const, 'leave' as const),
      which: fc.nat(),
    }),
  },
);

describe('RateLine', () => {
  it('never lets more than its limit begin within its time, gives turns in order, and to all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 200 }),
        fc.array(rateAction, { maxLength: 200 }),
        (limit, per, actions) => {
          const line = new RateLine();
          const tickets: Ticket[] = [];
          const begun: number[] = [];
          const given: Ticket[] = [];
          let now = 1_000;
          // What the line takes for now: a clock that goes back stands still for it.
          let shown = now;
          const serve = (): void => {
            given.push(...line.grant(now));
          };
          // The line has to have seen the first moment before a clock can be set back behind it.
          serve();
          for (const action of actions) {
            if (action.type === 'pass') now += action.by;
            else if (action.type === 'back') now -= action.by;
            else if (action.type === 'enter') tickets.push(line.enter(now, { limit, per }));
            else {
              const open = tickets.filter(({ state }) =>
                action.type === 'begin'
                  ? state === 'granted'
                  : state === 'granted' || state === 'waiting',
              );
              const ticket = open[action.which % Math.max(1, open.length)];
              shown = Math.max(shown, now);
              if (ticket !== undefined && action.type === 'begin') {
                line.begin(now, ticket);
                begun.push(shown);
              } else if (ticket !== undefined) line.leave(ticket);
            }
            shown = Math.max(shown, now);
            serve();
          }
          for (let at = limit; at < begun.length; at += 1) {
            expect((begun[at] ?? 0) - (begun[at - limit] ?? 0)).toBeGreaterThanOrEqual(per);
          }
          const order = given.map((ticket) => tickets.indexOf(ticket));
          expect(order).toEqual([...order].sort((a, b) => a - b));
          // Whoever uses its turn at once is followed by the next, until nobody is left.
          for (let rounds = 0; tickets.some(({ state }) => state === 'waiting'); rounds += 1) {
            expect(rounds).toBeLessThan(10_000);
            for (const ticket of tickets) if (ticket.state === 'granted') line.begin(now, ticket);
            const due = line.due(now);
            expect(due).not.toBeNull();
            now += Math.max(due ?? 0, now < shown ? shown - now : 0);
            serve();
          }
          for (const ticket of tickets) if (ticket.state === 'granted') line.begin(now, ticket);
          expect(line.isIdle(Math.max(now, shown) + per)).toBe(true);
        },
      ),
      { numRuns: runs },
    );
  });

  it('tells when a turn probably comes, exactly where all turns are used at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 10, max: 100 }),
        fc.integer({ min: 1, max: 30 }),
        (limit, per, count) => {
          const line = new RateLine();
          const tickets = Array.from({ length: count }, () => line.enter(0, { limit, per }));
          const starts = new Map<Ticket, number>();
          for (let now = 0; starts.size < count; now += 1) {
            for (const ticket of line.grant(now)) {
              line.begin(now, ticket);
              starts.set(ticket, now);
            }
          }
          for (const ticket of tickets) expect(starts.get(ticket)).toBe(ticket.expected);
        },
      ),
      { numRuns: runs },
    );
  });
});

type CircuitAction =
  | { readonly type: 'enter' }
  | { readonly type: 'pass'; readonly by: number }
  | {
      readonly type: 'end';
      readonly which: number;
      readonly how: 'succeeded' | 'failed' | 'abandoned';
    };

const circuitAction: fc.Arbitrary<CircuitAction> = fc.oneof(
  fc.record({ type: fc.constant('enter' as const) }),
  fc.record({ type: fc.constant('pass' as const), by: fc.nat({ max: 60 }) }),
  fc.record({
    type: fc.constant('end' as const),
    which: fc.nat(),
    how: fc.constantFrom(
      'succeeded' as const,
      'failed' as const,
      'failed' as const,
      'abandoned' as const,
    ),
  }),
);

describe('Circuit', () => {
  it('opens after the failures in a row, lets one through when its time is over, and never locks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(circuitAction, { maxLength: 200 }),
        (failures, reset, actions) => {
          const circuit = new Circuit();
          const policy = { failures, reset };
          const under: number[] = [];
          let now = 0;
          // A model by the words of the documentation; only what passed in this state counts.
          let model = { state: 'closed', failed: 0, until: 0, passes: new Set<number>() };
          const enter = (state: string, until = 0): void => {
            model = { state, failed: 0, until, passes: new Set() };
          };
          let next = 0;
          const generations = new Map<number, number>();
          for (const action of actions) {
            if (action.type === 'pass') now += action.by;
            else if (action.type === 'enter') {
              const entry = circuit.enter(now, policy);
              const open = model.state === 'open' && now < model.until;
              expect(entry.type).toBe(open || model.state === 'half-open' ? 'refused' : 'passed');
              if (entry.type === 'refused') {
                expect(entry.retryAfter).toBe(open ? model.until - now : reset);
                continue;
              }
              if (model.state === 'open') enter('half-open');
              const pass = (next += 1);
              generations.set(pass, entry.generation);
              model.passes.add(pass);
              under.push(pass);
            } else {
              const [pass] = under.splice(action.which % Math.max(1, under.length), 1);
              if (pass === undefined) continue;
              circuit.report(now, generations.get(pass) ?? -1, action.how, policy);
              if (!model.passes.has(pass)) continue;
              if (action.how === 'failed') {
                model.failed += 1;
                if (model.state === 'half-open' || model.failed >= failures)
                  enter('open', now + reset);
              } else if (action.how === 'succeeded') {
                if (model.state === 'half-open') enter('closed');
                model.failed = 0;
              } else if (model.state === 'half-open') enter('open', now);
            }
          }
          for (const pass of under) {
            circuit.report(now, generations.get(pass) ?? -1, 'abandoned', policy);
          }
          expect(circuit.enter(now + reset, policy).type).toBe('passed');
        },
      ),
      { numRuns: runs },
    );
  });

  it('stands still when the clock is set back', () => {
    const circuit = new Circuit();
    const policy = { failures: 1, reset: 100 };
    const entry = circuit.enter(1_000, policy);
    circuit.report(1_000, entry.type === 'passed' ? entry.generation : -1, 'failed', policy);
    expect(circuit.enter(500, policy)).toEqual({ type: 'refused', retryAfter: 100 });
    expect(circuit.enter(1_100, policy).type).toBe('passed');
  });
});
