import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export interface BuiltEntries<Name extends string> {
  /** Absolute path of the built file. */
  readonly path: (name: Name) => string;
  remove(): Promise<void>;
}

/** Bundles entries of processes and threads as the app's build does. Sources are named from the root. */
export async function buildEntries<Name extends string>(
  sources: Readonly<Record<Name, string>>,
): Promise<BuiltEntries<Name>> {
  // Below the root, so that the native module is found from there.
  await mkdir(resolve('.cache'), { recursive: true });
  const folder = await mkdtemp(resolve('.cache/entries-'));
  const input = Object.fromEntries(
    Object.entries<string>(sources).map(([name, source]) => [name, resolve(source)]),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': resolve('src-shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input,
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return {
    path: (name) => join(folder, `${name}.mjs`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
