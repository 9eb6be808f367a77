import { describe, expect, it } from 'vitest';
import { findStepDefinition } from '../steps/index';
import { needsNothing, workflowNeeds } from './needs';
import { newWorkflowText } from './new-workflow';
import { parseWorkflow } from './parse-workflow';

function needsOf(text: string) {
  const { workflow } = parseWorkflow(text);
  if (!workflow) throw new Error('The test text does not parse.');
  return workflowNeeds(workflow, findStepDefinition);
}

describe('workflowNeeds', () => {
  it('lists what the file names and does not hold, nested steps included, each thing once', () => {
    expect(
      needsOf(`stepwell: 1
name: Needs
secrets: [token]
env: [HOME]
steps:
  start: { kind: manual-start }
  read: { kind: read-file, with: { path: data/orders.csv } }
  chosen: { kind: read-file, with: { path: "{{ input.file }}" } }
  each:
    kind: loop
    with: { items: [1] }
    steps:
      again: { kind: read-file, with: { path: data/orders.csv } }
      price: { kind: call, with: { workflow: lib/price.stepwell.yaml } }
      ask: { kind: http-request, with: { url: "https://shop.example.com/orders/{{ item }}" } }
      odd: { kind: acme-teleport }
      code: { kind: code, with: { code: "https://not.a.server/" } }
edges: [start -> read, start -> chosen, start -> each]
`),
    ).toEqual({
      secrets: ['token'],
      environment: ['HOME'],
      files: [{ step: 'read', what: 'data/orders.csv' }],
      workflows: [{ step: 'price', what: 'lib/price.stepwell.yaml' }],
      servers: [{ step: 'ask', what: 'https://shop.example.com' }],
      unknownKinds: ['acme-teleport'],
    });
  });

  it('says so when a file needs nothing else', () => {
    expect(needsNothing(needsOf(newWorkflowText('Plain')))).toBe(true);
  });
});
