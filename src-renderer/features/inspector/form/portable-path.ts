/**
 * A chosen file as it should stand in the workflow: relative to the workflow's own folder when it
 * lies there, so that the workflow still works on another machine; otherwise as chosen.
 */
export function portablePath(chosen: string, workflowFile: string | null): string {
  if (workflowFile === null) return chosen;
  const folder = workflowFile.replace(/[^/\\]*$/, '');
  const inside = folder !== '' && samePlace(chosen.slice(0, folder.length), folder);
  return inside ? chosen.slice(folder.length).replaceAll('\\', '/') : chosen;
}

/** Windows names drives and folders in any case and with both slashes. */
function samePlace(a: string, b: string): boolean {
  if (!/^[A-Za-z]:/.test(b)) return a === b;
  const plain = (path: string): string => path.replaceAll('\\', '/').toLowerCase();
  return plain(a) === plain(b);
}
