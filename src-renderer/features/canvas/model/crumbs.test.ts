import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { expect, it } from 'vitest';
import { crumbsOf } from './crumbs';
import { indexGraph } from './graph-index';

const text = `stepwell: 1
name: Nested
steps:
  start: { kind: manual-start }
  outer:
    kind: loop
    title: Orders
    with: { items: "{{ [] }}" }
    steps:
      inner:
        kind: loop
        with: { items: "{{ [] }}" }
        steps:
          say: { kind: log, title: Say, with: { message: x } }
`;

it('leads from the outermost container to the step', () => {
  const index = indexGraph(parseWorkflow(text).workflow);
  const titles = (id?: string) => crumbsOf(index, id).map(({ title }) => title);
  expect(titles('say')).toEqual(['Orders', 'inner', 'Say']);
  expect(titles('start')).toEqual(['start']);
  expect(titles('gone')).toEqual([]);
  expect(titles()).toEqual([]);
});
