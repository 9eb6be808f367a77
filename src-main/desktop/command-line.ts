import { resolve } from 'node:path';

/** Workflow files named on the studio's command line, as absolute paths. */
export function filesOnCommandLine(argv: readonly string[], cwd: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && /\.ya?ml$/i.test(argument))
    .map((file) => resolve(cwd, file));
}
