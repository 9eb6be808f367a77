import type { JsonObject, JsonValue } from '@shared/lib/json';
import type { AggregateConfig } from '@shared/steps/aggregate/definition';
import type { StepContext, StepRunner } from '../../engine/types';
import { canonicalKey } from '../lib/canonical-key';
import { forEachInSlices } from '../lib/in-slices';
import { itemTypeError } from '../lib/item-errors';
import { createAccumulator, type Accumulator } from './accumulators';

interface Group {
  readonly fields: JsonObject;
  readonly accumulators: readonly Accumulator[];
}

export const runAggregate: StepRunner<AggregateConfig> = async (context) => {
  const { config, signal, evaluate } = context;
  const groupFields = Object.entries(config.groupBy ?? {});
  const groups = new Map<string, Group>();
  await forEachInSlices(config.items, signal, (item, index) => {
    const values = groupFields.map(([, key]) => evaluate(key, { item, index }));
    const key = canonicalKey(values);
    let group = groups.get(key);
    if (!group) {
      group = createGroup(
        config,
        groupFields.map(([name], at) => [name, values[at] ?? null]),
      );
      groups.set(key, group);
    }
    addItem(context, group, item, index);
  });
  const rows = [...groups.values()].map((group) => resultOf(config, group));
  if (groupFields.length > 0) return { output: rows };
  return { output: rows[0] ?? resultOf(config, createGroup(config, [])) };
};

function createGroup(
  config: AggregateConfig,
  fields: readonly (readonly [string, JsonValue])[],
): Group {
  return {
    fields: Object.fromEntries(fields),
    accumulators: config.compute.map(({ operation }) => createAccumulator(operation)),
  };
}

function addItem(
  { config, evaluate }: StepContext<AggregateConfig>,
  group: Group,
  item: JsonValue,
  index: number,
): void {
  for (const [at, { name, of }] of config.compute.entries()) {
    // `count` without `of` counts the items themselves.
    const value = of === undefined ? true : evaluate(of, { item, index });
    const refused = group.accumulators[at]?.add(value);
    if (refused)
      throw itemTypeError('AGGREGATE_VALUE', `"${name}"`, index, refused.expected, value);
  }
}

function resultOf(config: AggregateConfig, group: Group): JsonObject {
  const computed = config.compute.map(({ name }, at): [string, JsonValue] => [
    name,
    group.accumulators[at]?.result() ?? null,
  ]);
  return Object.fromEntries([...Object.entries(group.fields), ...computed]);
}
