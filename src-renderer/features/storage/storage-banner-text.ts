import type { StorageStall } from '@shared/ipc/storage';
import { formatBytes } from '../runs';

/** What stands still, how much room there is, and what to do, in one line. */
export function stallText({ message, hint, bytesFree }: StorageStall): string {
  const free = bytesFree === null ? [] : [`Free now: ${formatBytes(bytesFree)}.`];
  return [message, ...free, hint].join(' ');
}
