import type { SampleEntry } from '@shared/ipc/library';
import { describe, expect, it } from 'vitest';
import { categoriesOf, findTemplates } from './find-templates';

function template(name: string, category: string, tags: string[]): SampleEntry {
  return {
    id: name,
    name,
    description: `About ${name}`,
    stepCount: 3,
    category,
    tags,
    gives: 'A report.',
    text: '',
    expected: null,
    files: [],
  };
}

const templates = [
  template('Order saga', 'Shop', ['compensation']),
  template('Budget alert', 'Finance', ['csv']),
  template('Invoices', 'Finance', ['approval', 'csv']),
];

function found(query: string, category: string | null = null): string[] {
  return findTemplates(templates, query, category).map(({ name }) => name);
}

describe('findTemplates', () => {
  it('finds every word in name, description, tags, category and result, in any case', () => {
    expect(found('CSV')).toEqual(['Budget alert', 'Invoices']);
    expect(found('csv approval')).toEqual(['Invoices']);
    expect(found('shop report')).toEqual(['Order saga']);
    expect(found('nothing of the kind')).toEqual([]);
  });

  it('keeps to a category and sorts by name', () => {
    expect(found('', 'Finance')).toEqual(['Budget alert', 'Invoices']);
    expect(found('')).toEqual(['Budget alert', 'Invoices', 'Order saga']);
    expect(categoriesOf(templates)).toEqual(['Finance', 'Shop']);
  });
});
