import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCodeSandbox } from '../../src-main/sandbox/sandbox';
import type { SandboxChild } from '../../src-main/sandbox/sandbox-child';
import { createNodeSpawner } from '../../src-main/sandbox/spawn-node-process';
import type { CodeSandbox } from '../../src-main/sandbox/types';
import { buildSandboxChild } from './build-sandbox-child';
import { runCode, type RunCode } from './run-code';

/** A sandbox with real processes, and short ways to run code in it. */
export interface OpenSandbox extends RunCode {
  readonly sandbox: CodeSandbox;
  /** Where `require` starts; removed at the end. */
  readonly folder: string;
  /** The program of its processes. */
  readonly entry: string;
  /** Every process that it has started. */
  readonly started: readonly SandboxChild[];
  close(): Promise<void>;
}

export async function openSandbox(): Promise<OpenSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-code-'));
  const { entry, remove } = await buildSandboxChild();
  const spawn = createNodeSpawner(entry);
  const started: SandboxChild[] = [];
  const sandbox = createCodeSandbox({
    spawn: () => {
      const child = spawn();
      started.push(child);
      return child;
    },
  });
  await sandbox.warm();
  return {
    sandbox,
    folder,
    entry,
    started,
    ...runCode(
      () => sandbox,
      () => ({ folder }),
    ),
    async close() {
      await sandbox.close();
      await remove();
      await rm(folder, { recursive: true });
    },
  };
}
