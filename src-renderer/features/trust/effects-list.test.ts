import { findStepDefinition } from '@shared/steps';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { describe, expect, it } from 'vitest';
import { effectsOf } from './effects-list';

const { workflow } = parseWorkflow(`stepwell: 1
name: From a stranger
secrets: [token]
env: [HOME]
steps:
  start: { kind: manual-start }
  each:
    kind: loop
    with: { items: [1], item: x }
    steps:
      send:
        kind: http-request
        title: Send it away
        with: { method: POST, url: https://example.com/collect }
  work: { kind: code, with: { code: return 1 } }
  keep: { kind: transform, with: { value: 1 } }
  strange: { kind: acme }
edges: [start -> each, each -> work, work -> keep]
`);

describe('effectsOf', () => {
  it('lists what reaches outside, nested steps too, apart from code', () => {
    if (!workflow) throw new Error('no workflow');
    const effects = effectsOf(workflow, findStepDefinition);
    expect(effects.refused.map(({ id, title }) => [id, title])).toEqual([['send', 'Send it away']]);
    expect(effects.refused[0]?.summary).toContain('example.com');
    expect(effects.confined.map(({ id }) => id)).toEqual(['work']);
    expect(effects).toMatchObject({ secrets: ['token'], environment: ['HOME'] });
  });
});
