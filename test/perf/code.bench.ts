import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCodeSandbox } from '../../src-main/sandbox/sandbox';
import { createNodeSpawner } from '../../src-main/sandbox/spawn-node-process';
import type { CodeRequest, CodeSandbox } from '../../src-main/sandbox/types';
import { type AreaResult, inTurns, median } from './measure';

const steps = 500;
/** About 1 KB as JSON. */
const payload = {
  lines: Array.from({ length: 20 }, (_, at) => ({ id: at, name: `line ${at}`, price: at * 1.5 })),
};

/**
 * A code step that adds a field, one after the other, each in a process that has run code before,
 * against the least that any code outside this thread costs: a worker thread that sends 1 KB back.
 */
export async function code(): Promise<AreaResult> {
  const sandbox = createCodeSandbox({
    spawn: createNodeSpawner(join(process.cwd(), 'out/main/sandbox-child.js')),
  });
  const echo = new Worker(
    "const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m))",
    { eval: true },
  );
  try {
    await sandbox.warm();
    const figures = await inTurns(
      5,
      () => medianTime(() => runStep(sandbox)),
      () => medianTime(() => roundTrip(echo)),
    );
    return {
      rows: [
        {
          area: 'trivial code step, warm',
          ...figures,
          unit: 'ms',
          against: 'one round trip of 1 KB to a worker thread',
          must: '<= 8',
          stretch: '<= 3',
        },
      ],
      growth: [],
    };
  } finally {
    await echo.terminate();
    await sandbox.close();
  }
}

async function medianTime(once: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < steps; index += 1) {
    const start = performance.now();
    await once();
    times.push(performance.now() - start);
  }
  return median(times);
}

async function roundTrip(worker: Worker): Promise<unknown> {
  const answered = once(worker, 'message');
  worker.postMessage(payload);
  return answered;
}

const request: CodeRequest = {
  language: 'javascript',
  code: 'return { ...input, count: input.lines.length };',
  name: 'stepwell://bench/step',
  roots: { input: payload },
  folder: null,
  confined: false,
  modules: 'none',
  calls: {
    setVariable: () => undefined,
    emit: async () => undefined,
    fetch: () => Promise.reject(new Error('The benchmark has no network')),
  },
  memory: 256,
  signal: new AbortController().signal,
  onLog: () => undefined,
};

function runStep(sandbox: CodeSandbox): Promise<unknown> {
  return sandbox.run(request);
}
