import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCodeSandbox } from '../../src-main/sandbox/sandbox';
import { createNodeSpawner } from '../../src-main/sandbox/spawn-node-process';
import type { CodeLogLine, CodeRequest, CodeSandbox } from '../../src-main/sandbox/types';
import { noCalls } from './no-calls';
import { buildSandboxChild } from './build-sandbox-child';

/** A sandbox with real processes, and a short way to run code in it. */
export interface OpenSandbox {
  readonly sandbox: CodeSandbox;
  /** Where `require` starts; removed at the end. */
  readonly folder: string;
  start(code: string, options?: Partial<CodeRequest>): CodeRun;
  close(): Promise<void>;
}

export interface CodeRun {
  readonly result: Promise<unknown>;
  readonly logs: CodeLogLine[];
  readonly cancel: AbortController;
}

export async function openSandbox(): Promise<OpenSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-code-'));
  const { entry, remove } = await buildSandboxChild();
  const sandbox = createCodeSandbox({ spawn: createNodeSpawner(entry) });
  await sandbox.warm();
  return {
    sandbox,
    folder,
    start(code, options = {}) {
      const logs: CodeLogLine[] = [];
      const cancel = new AbortController();
      const result = sandbox.run({
        language: 'javascript',
        code,
        name: 'stepwell://flow/step',
        roots: {},
        folder,
        confined: false,
        modules: 'none',
        calls: noCalls,
        memory: 256,
        timeLimit: 5_000,
        signal: cancel.signal,
        onLog: (line) => logs.push(line),
        ...options,
      });
      return { result, logs, cancel };
    },
    async close() {
      await sandbox.close();
      await remove();
      await rm(folder, { recursive: true });
    },
  };
}
