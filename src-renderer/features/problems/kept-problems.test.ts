import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { expect, it } from 'vitest';
import { keptProblems } from './kept-problems';

const parsed = parseWorkflow(`stepwell: 1
name: Kept
steps:
  start: { kind: manual-start }
`);
const draft = {
  document: null,
  step: 'start',
  area: 'settings',
  path: ['items', 0],
  form: 'json',
  draft: '[1,',
  message: 'Line 1, column 1: …',
  base: '[]',
};

it('lists what fields of steps that are there hold back', () => {
  expect(keptProblems([draft, { ...draft, step: 'gone' }], null, parsed)).toEqual([
    expect.objectContaining({ code: 'FIELD_UNFINISHED', step: 'start', line: 4, kept: draft }),
  ]);
});
