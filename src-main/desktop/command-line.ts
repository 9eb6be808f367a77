import { resolve } from 'node:path';

/** Workflow files, and pictures that hold one, named on the studio's command line, as absolute paths. */
export function filesOnCommandLine(argv: readonly string[], cwd: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && /\.(ya?ml|svg|png)$/i.test(argument))
    .map((file) => resolve(cwd, file));
}

const welcomeSwitch = '--welcome-sample=';

/** The sample to open when the library is still empty: `--welcome-sample=licence-audit`. */
export function welcomeSample(argv: readonly string[]): string | undefined {
  return argv.find((argument) => argument.startsWith(welcomeSwitch))?.slice(welcomeSwitch.length);
}
