import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';

/** Bundles a TypeScript script with the project's aliases; gives the path of the result. */
export async function bundleScript(entry, name) {
  const outDir = join(root, '.cache', name);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@shared': join(root, 'src-shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: {
        external: ['better-sqlite3', 'playwright', '@playwright/test', 'electron'],
        output: { entryFileNames: `${name}.mjs`, format: 'es' },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}
