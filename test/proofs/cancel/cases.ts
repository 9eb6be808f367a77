import type { JsonObject } from '@shared/lib/json';
import { defaultRetry, type Workflow } from '@shared/workflow/model';
import { graphOf, workflowOf, type StepText } from '../../helpers/run-workflow';
import { hostileCode } from './hostile-code';

// What is cancelled: one workflow for each way of not ending.

export interface Case {
  readonly name: string;
  readonly workflow: Workflow;
  /** The event after which it is hostile. */
  readonly begins: 'step.logged' | 'step.waiting' | 'step.retrying' | 'request' | 'tenth-iteration';
}

/** Says which thread it is, so that it can be seen to end. */
const begun = "log('begun', require('node:fs').readlinkSync('/proc/thread-self'));";

function only(step: StepText): Workflow {
  return workflowOf({ start: 'manual-start', hostile: step }, ['start -> hostile']);
}

function codeStep(code: string, more: JsonObject = {}): StepText {
  return { kind: 'code', config: { code, modules: 'node', ...more } };
}

const codeCases: readonly Case[] = hostileCode.map(({ name, code, memory, language }) => ({
  name,
  workflow: only(
    codeStep(`${begun} await null;\n${code}`, {
      ...(memory !== undefined && { memory }),
      ...(language && { language }),
    }),
  ),
  begins: 'step.logged',
}));

const branches = Array.from({ length: 6 }, (_, at) => `b${at}`);

const otherCases: readonly Case[] = [
  {
    name: 'six loops side by side',
    begins: 'step.logged',
    workflow: workflowOf(
      {
        start: 'manual-start',
        ...Object.fromEntries(branches.map((id) => [id, codeStep(`${begun} for (;;);`)])),
      },
      branches.map((id) => `start -> ${id}`),
    ),
  },
  {
    name: 'loop of code steps',
    begins: 'tenth-iteration',
    workflow: only({
      kind: 'loop',
      config: { mode: 'count', times: 100_000 },
      body: graphOf({ add: { kind: 'code', config: { code: 'return loop.index + 1' } } }, []),
    }),
  },
  {
    name: 'loop of trivial steps',
    begins: 'tenth-iteration',
    workflow: only({
      kind: 'loop',
      config: { mode: 'count', times: 100_000 },
      body: graphOf({ add: { kind: 'transform', config: { value: '{{ loop.index + 1 }}' } } }, []),
    }),
  },
  {
    name: 'expressions at their budget',
    begins: 'tenth-iteration',
    workflow: only({
      kind: 'loop',
      config: { mode: 'count', times: 100_000, errors: 'collect' },
      body: graphOf(
        {
          heavy: {
            kind: 'transform',
            onError: 'skip',
            config: {
              value:
                '{{ input.numbers.map(a => input.numbers.map(b => a * b).reduce((x, y) => x + y, 0)) }}',
            },
          },
        },
        [],
      ),
    }),
  },
  {
    name: 'HTTP without answer',
    begins: 'request',
    workflow: only({ kind: 'http-request', config: { url: '{{ input.silent }}' } }),
  },
  {
    name: 'HTTP a byte at a time',
    begins: 'request',
    workflow: only({ kind: 'http-request', config: { url: '{{ input.slow }}' } }),
  },
  {
    name: 'HTTP in a loop, four at a time',
    begins: 'request',
    workflow: only({
      kind: 'loop',
      config: { mode: 'count', times: 1_000, concurrency: 4 },
      body: graphOf({ get: { kind: 'http-request', config: { url: '{{ input.silent }}' } } }, []),
    }),
  },
  {
    name: 'delay',
    begins: 'step.waiting',
    workflow: only({ kind: 'delay', config: { for: '1h' } }),
  },
  {
    name: 'wait before another attempt',
    begins: 'step.retrying',
    workflow: only({
      kind: 'code',
      config: { code: "throw new Error('again')" },
      retry: { ...defaultRetry, attempts: 100, delay: 3_600_000, cap: 3_600_000 },
    }),
  },
];

export const cases: readonly Case[] = [...codeCases, ...otherCases];
