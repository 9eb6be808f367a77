import type { JsonValue } from '@shared/lib/json';
import type { AggregateOperation } from '@shared/steps/aggregate/definition';
import { canonicalKey } from '../lib/canonical-key';

/** Sums up values one by one. `add` says what it expected when it cannot take a value. */
export interface Accumulator {
  add(value: JsonValue): { readonly expected: string } | undefined;
  result(): JsonValue;
}

export function createAccumulator(operation: AggregateOperation): Accumulator {
  return accumulators[operation]();
}

const accumulators: { readonly [O in AggregateOperation]: () => Accumulator } = {
  count: () => {
    let count = 0;
    return collect(
      (value) => {
        if (value !== null) count += 1;
      },
      () => count,
    );
  },
  sum: () => {
    const total = createTotal();
    return { add: total.add, result: total.sum };
  },
  average: () => {
    const total = createTotal();
    return {
      add: total.add,
      result: () => (total.count() === 0 ? null : total.sum() / total.count()),
    };
  },
  min: () => extreme((candidate, best) => candidate < best),
  max: () => extreme((candidate, best) => candidate > best),
  first: () => {
    let first: JsonValue | undefined;
    return collect(
      (value) => {
        if (first === undefined) first = value;
      },
      () => first ?? null,
    );
  },
  last: () => {
    let last: JsonValue = null;
    return collect(
      (value) => {
        last = value;
      },
      () => last,
    );
  },
  list: () => {
    const values: JsonValue[] = [];
    return collect(
      (value) => {
        values.push(value);
      },
      () => values,
    );
  },
  distinct: () => {
    const seen = new Set<string>();
    return collect(
      (value) => {
        if (value !== null) seen.add(canonicalKey(value));
      },
      () => seen.size,
    );
  },
};

function collect(add: (value: JsonValue) => void, result: () => JsonValue): Accumulator {
  return {
    add: (value) => {
      add(value);
      return undefined;
    },
    result,
  };
}

/** Neumaier's summation: ten times 0.1 is 1, in any order of magnitude. */
function createTotal() {
  let sum = 0;
  let lost = 0;
  let count = 0;
  return {
    add: (value: JsonValue) => {
      if (value === null) return undefined;
      if (typeof value !== 'number') return { expected: 'a number' };
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
      count += 1;
      return undefined;
    },
    sum: () => sum + lost,
    count: () => count,
  };
}

function extreme(
  isBetter: (candidate: string | number, best: string | number) => boolean,
): Accumulator {
  let best: string | number | undefined;
  return {
    add: (value) => {
      if (value === null) return undefined;
      if (typeof value !== 'number' && typeof value !== 'string') {
        return { expected: 'a number or text' };
      }
      if (best !== undefined && typeof best !== typeof value) {
        return { expected: `${typeof best === 'number' ? 'a number' : 'text'} as before` };
      }
      if (best === undefined || isBetter(value, best)) best = value;
      return undefined;
    },
    result: () => best ?? null,
  };
}
