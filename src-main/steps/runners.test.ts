import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '@shared/lib/json';
import { stepDefinitions, type StepKind } from '@shared/steps/index';
import type { CodeSandbox } from '../sandbox/types';
import { createStepKinds } from './index';
import { createTestContext, type TestContextOptions } from './lib/test-context';

// No kind is runnable halfway: each has a runner and tests in its folder, and every output port it
// declares is taken in some run below.

let folder = '';
const server = createServer((_, response) => response.end('hello'));
const sandbox: CodeSandbox = {
  run: async () => 42,
  warm: async () => undefined,
  close: async () => undefined,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepwell-runners-'));
  await writeFile(join(folder, 'in.txt'), 'text');
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

interface Scenario {
  readonly config: () => Record<string, unknown>;
  readonly options?: TestContextOptions;
}

/** Runs that together take every port of a kind. A kind without a line here does not compile. */
const scenarios: { readonly [K in StepKind]: readonly Scenario[] } = {
  'manual-start': [{ config: () => ({}), options: { roots: { input: { a: 1 } } } }],
  'http-request': [
    { config: () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }) },
  ],
  code: [{ config: () => ({ code: 'return 42' }) }],
  condition: [{ config: () => ({ when: true }) }, { config: () => ({ when: false }) }],
  switch: ['first', 'other'].map((value) => ({
    config: () => ({ value, cases: [{ name: 'first', equals: 'first' }] }),
  })),
  loop: [
    {
      config: () => ({ items: [1] }),
      options: { runBody: async () => ({ status: 'completed', output: null, completedSteps: [] }) },
    },
  ],
  break: [{ config: () => ({}) }, { config: () => ({ when: false }) }],
  continue: [{ config: () => ({}) }, { config: () => ({ when: false }) }],
  return: [{ config: () => ({}) }, { config: () => ({ when: false }) }],
  try: [
    {
      config: () => ({}),
      options: { runBody: async () => ({ status: 'completed', output: null, completedSteps: [] }) },
    },
  ],
  catch: [{ config: () => ({}) }],
  compensate: [{ config: () => ({ step: 'a' }) }],
  finally: [{ config: () => ({}) }],
  parallel: [{ config: () => ({}) }],
  branch: [{ config: () => ({}) }],
  call: [
    {
      config: () => ({ workflow: 'other' }),
      options: {
        callWorkflow: async () => ({ status: 'completed', output: 1, completedSteps: [] }),
      },
    },
  ],
  transform: [{ config: () => ({ value: 1 }) }],
  filter: [
    {
      config: () => ({ items: [true], where: '{{ item }}' }),
    },
  ],
  sort: [
    {
      config: () => ({ items: [2, 1], by: [{ key: '{{ item }}' }] }),
    },
  ],
  aggregate: [{ config: () => ({ items: [2, 1] }) }],
  'set-variable': [{ config: () => ({ name: 'x', value: 1 }) }],
  'read-file': [{ config: () => ({ path: 'in.txt' }) }],
  'write-file': [{ config: () => ({ path: 'out.txt', content: 'x' }) }],
  delay: [{ config: () => ({ for: '1s' }) }],
  'wait-for-event': [
    { config: () => ({ topic: 'a' }), options: { signals: [{ id: '1', data: null, time: 1 }] } },
  ],
  'emit-event': [{ config: () => ({ topic: 'a' }) }],
  approval: ['approve', 'reject'].map((action) => ({
    config: () => ({ title: 'Go?' }),
    options: { signals: [{ action }] },
  })),
  log: [{ config: () => ({ message: 'x' }) }],
  fail: [],
  note: [{ config: () => ({}) }],
};

describe('createStepKinds', () => {
  const kinds = () =>
    createStepKinds({
      sandbox,
      baseFolder: folder,
      userAgent: 'Stepwell/test',
      topics: { emit: () => Promise.resolve() },
    });

  it('has one runner per folder and per definition', () => {
    const folders = readdirSync(resolve('src-main/steps'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
      .map((entry) => entry.name);
    expect([...kinds().keys()].sort()).toEqual(folders.sort());
    expect([...kinds().keys()].sort()).toEqual(Object.keys(stepDefinitions).sort());
  });

  it.each(Object.keys(stepDefinitions))('%s has a runner and tests in its folder', (kind) => {
    expect(existsSync(resolve('src-main/steps', kind, 'run.ts'))).toBe(true);
    expect(existsSync(resolve('src-main/steps', kind, 'run.test.ts'))).toBe(true);
  });

  it.each(Object.entries(scenarios))('%s takes every port it declares', async (kind, runs) => {
    const entry = kinds().get(kind);
    if (!entry) throw new Error(`no runner for ${kind}`);
    const declared = new Set<string>();
    const taken = new Set<string>();
    for (const { config, options } of runs) {
      const settings = config();
      // The context carries the config of its own kind.
      const context = createTestContext<never>(kind, settings, { folder, ...options });
      const ports = entry.definition
        .ports({ ...entry.definition.defaults, ...(settings as Record<string, JsonValue>) })
        .outputs.map((port) => port.name);
      const outcome = await entry.run(context);
      for (const port of ports) declared.add(port);
      for (const port of outcome.taken ?? ports) taken.add(port);
      expect(ports).toEqual(expect.arrayContaining([...(outcome.taken ?? [])]));
      expect(JSON.parse(JSON.stringify(outcome.output))).toEqual(outcome.output);
    }
    expect([...taken].sort()).toEqual([...declared].sort());
  });

  it('writes where the workflow stands', async () => {
    await expect(readFile(join(folder, 'out.txt'), 'utf8')).resolves.toBe('x');
  });
});
