import { spawnSync } from 'node:child_process';

/** Whether a window can be opened here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Extra switches for Electron: as root (a container) its sandbox refuses to start. */
export function sandboxSwitches() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Words that give the command after them a display of its own. */
export function virtualDisplay() {
  if (hasDisplay() && !process.env.CI) return [];
  const found = spawnSync('sh', ['-c', 'command -v xvfb-run'], { stdio: 'ignore' }).status === 0;
  return found ? ['xvfb-run', '-a', '--server-args=-screen 0 1920x1200x24'] : [];
}
