import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../evaluate';
import { testScope } from '../test-scope';
import { methodDocs } from './method-docs';

const scope = testScope({});

describe('the examples of the documentation', () => {
  it.each(methodDocs.map((doc) => [doc.title, doc.example, doc.result] as const))(
    '%s: %s',
    (_title, example, result) => {
      expect(evaluateExpression(example, scope)).toEqual(result);
    },
  );

  it('use what they are the example of', () => {
    const silent = methodDocs.filter(({ example, name }) => !example.includes(name));
    expect(silent.map(({ title }) => title)).toEqual([]);
  });

  it('name everything once', () => {
    const titles = methodDocs.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
