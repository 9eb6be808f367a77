import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CommandOptions {
  readonly profile: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with all of standard error so far, whenever there is more. */
  readonly onProgress?: (err: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built `stepwell` command on Electron's own Node. */
export function stepwell(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve(root, 'out/main/cli.js'), ...args], {
      cwd: root,
      env: {
        ...process.env,
        ...options.env,
        ELECTRON_RUN_AS_NODE: '1',
        STEPWELL_PROFILE: options.profile,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      options.onProgress?.(err, (signal) => child.kill(signal));
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}
