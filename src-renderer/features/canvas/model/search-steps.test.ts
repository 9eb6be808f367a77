import { describe, expect, it } from 'vitest';
import { allStepDefinitions, findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { findSteps } from './find-steps';
import { indexGraph } from './graph-index';
import { definitionsFor, searchDefinitions } from './search-steps';

const kinds = (query: string) =>
  searchDefinitions(allStepDefinitions, query).map(({ kind }) => kind);

describe('searchDefinitions', () => {
  it('offers everything, start steps first, while nothing is typed', () => {
    expect(kinds('')).toHaveLength(allStepDefinitions.length);
    expect(kinds(' ')[0]).toBe('manual-start');
  });

  it('finds by title, by keyword and by words in any order', () => {
    expect(kinds('http')[0]).toBe('http-request');
    expect(kinds('foreach')).toContain('loop');
    expect(kinds('file read')[0]).toBe('read-file');
    expect(kinds('zzz')).toEqual([]);
  });
});

describe('definitionsFor', () => {
  it('offers only kinds that have the port a wire needs', () => {
    const offered = definitionsFor(allStepDefinitions, 'input').map(({ kind }) => kind);
    expect(offered).toContain('code');
    expect(offered).not.toContain('manual-start');
    expect(offered).not.toContain('note');
  });
});

describe('findSteps', () => {
  it('looks into titles, ids, kinds and summaries', () => {
    const { workflow } = parseWorkflow(
      'stepwell: 1\nname: F\nsteps:\n  a: { kind: http-request, with: { url: "https://example.org/orders" } }\n  orders: { kind: code }\n  c: { kind: log, title: Say hello }\n',
    );
    const find = (query: string) => findSteps(indexGraph(workflow), findStepDefinition, query);
    expect(find('orders')).toEqual(['a', 'orders']);
    expect(find('example.org')).toEqual(['a']);
    expect(find('hello say')).toEqual(['c']);
    expect(find('')).toEqual([]);
  });
});
