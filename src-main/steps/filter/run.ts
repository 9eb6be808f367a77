import type { FilterConfig } from '@shared/steps/filter/definition';
import type { JsonValue } from '@shared/lib/json';
import type { StepRunner } from '../../engine/types';
import { forEachInSlices } from '../lib/in-slices';
import { itemTypeError } from '../lib/item-errors';

export const runFilter: StepRunner<FilterConfig> = async ({ config, evaluate, signal }) => {
  const kept: JsonValue[] = [];
  await forEachInSlices(config.items, signal, (item, index) => {
    const answer = evaluate(config.where, { item, index });
    if (typeof answer !== 'boolean') {
      throw itemTypeError('FILTER_WHERE', 'Where', index, 'true or false', answer);
    }
    if (answer) kept.push(item);
  });
  return { output: kept };
};
