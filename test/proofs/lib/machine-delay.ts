import { Worker } from 'node:worker_threads';

/**
 * How late this machine wakes a thread that has nothing else to do: what no program can do
 * anything about. For scale beside the figures of a proof.
 */
export interface MachineDelay {
  /** Milliseconds, sorted. */
  end(): Promise<readonly number[]>;
}

const watcher = `
  const { parentPort } = require('node:worker_threads');
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const late = [];
  let ended = false;
  parentPort.on('message', () => { ended = true; });
  const watch = () => {
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      Atomics.wait(cell, 0, 0, 10);
      late.push(performance.now() - start - 10);
    }
    if (ended) parentPort.postMessage(late);
    else setImmediate(watch);
  };
  watch();`;

export function watchMachine(): MachineDelay {
  const worker = new Worker(watcher, { eval: true });
  const told = new Promise<number[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return {
    async end() {
      worker.postMessage('end');
      const late = await told;
      await worker.terminate();
      return late.map((value) => Math.max(0, value)).sort((a, b) => a - b);
    },
  };
}

/** The value below which that share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
