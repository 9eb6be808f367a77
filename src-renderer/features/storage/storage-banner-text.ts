import type { StorageStall } from '@shared/ipc/storage';
import { formatBytes } from '../runs';

/** What stands still and what to do, in one line. */
export function stallText(stall: StorageStall): string {
  const free =
    stall.bytesNeeded === null
      ? ''
      : ` Free at least ${formatBytes(stall.bytesNeeded)}, then press Resume.`;
  return `${stall.message} ${stall.hint}${free}`.trim();
}
