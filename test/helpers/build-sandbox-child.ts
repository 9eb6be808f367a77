import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** Bundles the sandbox process as the app's build does, for tests that start real processes. */
export async function buildSandboxChild(): Promise<{ entry: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwell-sandbox-'));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': resolve('src-shared') } },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: { 'sandbox-child': resolve('src-main/sandbox/child.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return {
    entry: join(folder, 'sandbox-child.mjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
