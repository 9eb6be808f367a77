import type { WorkflowId } from '@shared/lib/ids';
import { describe, expect, it } from 'vitest';
import { tabPlaces, type TabPlace } from './tab-places';

function tab(id: string, name: string, path: string | null, folder = ''): TabPlace {
  return { id: id as WorkflowId, name, path, folder };
}

function placesOf(...tabs: readonly TabPlace[]) {
  return Object.fromEntries(tabPlaces(tabs));
}

describe('tabPlaces', () => {
  it('says nothing of names that are there once', () => {
    expect(
      placesOf(tab('a', 'Orders', '/x/orders.stepwell.yaml'), tab('b', 'Bills', null)),
    ).toEqual({});
  });

  it('tells two of a name apart by their files', () => {
    const one = tab('a', 'Orders', '/home/ada/orders.stepwell.yaml');
    const two = tab('b', 'Orders', '/home/ada/orders-2.stepwell.yaml');
    expect(placesOf(one, two)).toEqual({ a: 'orders', b: 'orders-2' });
  });

  it('goes up as far as the paths differ', () => {
    const one = tab('a', 'Orders', 'C:\\shop\\live\\orders.stepwell.yaml');
    const two = tab('b', 'Orders', 'C:\\shop\\test\\orders.stepwell.yaml');
    expect(placesOf(one, two)).toEqual({ a: 'live/orders', b: 'test/orders' });
  });

  it('names the place of one that has no file', () => {
    const one = tab('a', 'Orders', null, 'Finance/Monthly');
    const two = tab('b', 'Orders', '/shop/orders.stepwell.yaml');
    expect(placesOf(one, two, tab('c', 'Orders', null))).toEqual({
      a: 'Monthly',
      b: 'orders',
      c: 'Library',
    });
  });

  it('says nothing where nothing differs', () => {
    expect(placesOf(tab('a', 'Orders', null), tab('b', 'Orders', null))).toEqual({});
  });
});
