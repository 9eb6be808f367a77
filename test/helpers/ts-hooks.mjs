// Lets a child process of a test run the sources as they are: Node strips the types, this finds
// `./name` as `./name.ts` and `@shared/name` in src-shared.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

registerHooks({
  resolve(specifier, context, next) {
    const path = specifier.startsWith('@shared/')
      ? resolve(root, 'src-shared', specifier.slice('@shared/'.length))
      : specifier.startsWith('.') && context.parentURL?.startsWith('file:')
        ? resolve(fileURLToPath(context.parentURL), '..', specifier)
        : undefined;
    if (path === undefined || !existsSync(`${path}.ts`)) return next(specifier, context);
    return {
      url: pathToFileURL(`${path}.ts`).href,
      format: 'module-typescript',
      shortCircuit: true,
    };
  },
});
