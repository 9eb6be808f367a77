import { allStepDefinitions } from '@shared/steps';
import { workflowJsonSchema } from '@shared/workflow/schema/workflow-json-schema';
import { describe, expect, it } from 'vitest';
import {
  completeSource,
  describeKey,
  type SourceKnowledge,
  templateAt,
} from './source-completions';

const knowledge: SourceKnowledge = {
  schema: workflowJsonSchema(allStepDefinitions),
  definitions: allStepDefinitions,
  steps: [
    { id: 'start', title: undefined, inputs: [], outputs: ['out'], container: null },
    { id: 'check', title: 'Check it', inputs: ['in'], outputs: ['true', 'false'], container: null },
    { id: 'inner', title: undefined, inputs: ['in'], outputs: ['out'], container: 'each' },
  ],
  kindOf: (id) => ({ start: 'manual-start', check: 'condition', fetch: 'http-request' })[id],
};

/** Labels and inserted texts offered at the `^`. */
function offered(text: string) {
  const offset = text.indexOf('^');
  const source = text.slice(0, offset) + text.slice(offset + 1);
  return completeSource(source, offset, knowledge);
}
const labels = (text: string): string[] => offered(text).map((item) => item.label);

describe('completeSource', () => {
  it('offers the keys of the file that are not there yet', () => {
    const found = labels('stepwell: 1\nname: A\n^\nsteps:\n');
    expect(found).toContain('description');
    expect(found).not.toContain('name');
    expect(found).not.toContain('steps');
  });

  it('offers keys of a step, nested ones too', () => {
    expect(labels('steps:\n  a:\n    kind: code\n    ^')).toContain('onError');
    expect(labels('steps:\n  a:\n    steps:\n      b:\n        ^')).toContain('kind');
  });

  it('offers every kind', () => {
    expect(labels('steps:\n  a:\n    kind: ^')).toEqual(
      allStepDefinitions.map((definition) => definition.kind),
    );
  });

  it("offers a kind's settings and their choices", () => {
    const settings = 'steps:\n  fetch:\n    kind: http-request\n    with:\n      ';
    expect(labels(`${settings}^`)).toContain('followRedirects');
    expect(labels(`${settings}auth: ^`)).toContain('bearer');
    expect(labels(`${settings}followRedirects: ^`)).toEqual(['true', 'false']);
  });

  it('offers values of policies', () => {
    expect(labels('steps:\n  a:\n    join: ^')).toEqual(['any', 'all', 'settled']);
    expect(labels('steps:\n  a:\n    retry:\n      backoff: ^')).toEqual([
      'fixed',
      'linear',
      'exponential',
    ]);
  });

  it('offers steps of the same graph on both ends of an edge, and their ports', () => {
    expect(offered('edges:\n  - ^').map((item) => item.insert)).toEqual(['start -> ', 'check -> ']);
    expect(labels('edges:\n  - start -> ^')).toEqual(['check']);
    expect(labels('edges:\n  - check.^')).toEqual(['true', 'false']);
    expect(labels('edges:\n  - check.true -> check.^')).toEqual(['in']);
    expect(labels('steps:\n  each:\n    edges:\n      - ^')).toEqual(['inner']);
  });

  it('replaces only the word at the caret', () => {
    const [item] = offered('edges:\n  - start -> ch^');
    expect(item?.from).toBe('edges:\n  - start -> '.length);
  });
});

describe('describeKey', () => {
  it('explains keys of the file, of steps and of settings', () => {
    expect(describeKey(['secrets'], knowledge)).toContain('Secrets');
    expect(describeKey(['steps', 'x', 'retry', 'jitter'], knowledge)).toContain('random');
    expect(describeKey(['steps', 'fetch', 'with', 'query'], knowledge)).toContain('URL');
    expect(describeKey(['nonsense'], knowledge)).toBeUndefined();
  });

  it('says what may stand there, and what counts without it', () => {
    const found = describeKey(['steps', 'fetch', 'with', 'method'], knowledge);
    expect(found).toContain('One of `GET`, `POST`');
    const redirects = describeKey(['steps', 'fetch', 'with', 'maxRedirects'], knowledge);
    expect(redirects).toMatch(/Without it: `\d+`/);
    expect(redirects).not.toContain('One of');
  });
});

describe('templateAt', () => {
  it('finds the binding around the caret, closed or not', () => {
    expect(templateAt('url: "a{{ steps. }}b"', 16)).toEqual({
      template: '{{ steps. }}',
      start: 7,
      caret: 9,
    });
    expect(templateAt('x: {{ st', 8)).toEqual({ template: '{{ st', start: 3, caret: 5 });
  });

  it('finds none outside', () => {
    expect(templateAt('url: "{{ a }} b"', 15)).toBeNull();
    expect(templateAt('url: {', 6)).toBeNull();
    expect(templateAt('a: {{ x\nb: c', 12)).toBeNull();
  });
});
