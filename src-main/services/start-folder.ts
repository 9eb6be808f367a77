import { dirname } from 'node:path';
import type { WorkflowRecord } from '../storage/repositories/workflows';

/** Where relative paths in a workflow start; null when nowhere in particular. */
export function startFolder({
  path,
  folder,
}: Pick<WorkflowRecord, 'path' | 'folder'>): string | null {
  return path === null ? folder : dirname(path);
}
