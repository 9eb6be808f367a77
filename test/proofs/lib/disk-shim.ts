import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Compiles the shim; installs a compiler where there is none and it may. Linux only. */
export function buildDiskShim(folder: string): string {
  if (process.platform !== 'linux') {
    throw new Error('This proof preloads a library into the process, which works on Linux only.');
  }
  ensureCompiler();
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'disk-shim.so');
  const source = join(process.cwd(), 'test/proofs/lib/disk-shim.c');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl', '-lpthread']);
  return library;
}

function ensureCompiler(): void {
  if (has('cc')) return;
  if (process.getuid?.() !== 0 || !has('apt-get')) {
    throw new Error(
      'This proof needs a C compiler. Install one: sudo apt-get install gcc libc6-dev',
    );
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['-qq', 'update'], { env: environment });
  execFileSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'gcc', 'libc6-dev'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function has(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}
