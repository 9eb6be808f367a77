import type { LibraryEntry } from '@shared/ipc/library';
import type { WorkflowId } from '@shared/lib/ids';
import { ipc } from '../../ipc/client';

// Dragging workflows: onto a folder of the library, as text into an editor, as a file to the desktop.

/** Ids of workflows that are dragged inside the window. */
export const workflowsType = 'application/x-stepwell-workflows';

/** Text of the workflow that is about to be dragged: a drag cannot wait for it. */
let prepared: { readonly id: WorkflowId; readonly text: string } | null = null;

/** Fetches the text when the mouse goes down, so that it is there when the drag begins. */
export function prepareDrag(entries: readonly LibraryEntry[]): void {
  const [entry] = entries;
  prepared = null;
  if (!entry || entries.length > 1) return;
  const { id } = entry;
  // Without it the drag still moves the workflow between folders.
  ipc.documents.open({ id }).then(
    ({ text }) => {
      prepared = { id, text };
    },
    () => undefined,
  );
}

export function dragOut(event: DragEvent, entries: readonly LibraryEntry[]): void {
  const transfer = event.dataTransfer;
  const [entry] = entries;
  if (!transfer || !entry) return;
  transfer.effectAllowed = 'copyMove';
  transfer.setData(workflowsType, JSON.stringify(entries.map(({ id }) => id)));
  if (entries.length > 1 || prepared?.id !== entry.id) return;
  const { text } = prepared;
  transfer.setData('text/plain', text);
  const name = `${fileStem(entry.name)}.stepwell.yaml`;
  const content = `data:application/yaml;base64,${base64(text)}`;
  transfer.setData('DownloadURL', `application/yaml:${name}:${content}`);
}

/** Ids that a drag inside the window carries; empty for anything else. */
export function draggedWorkflows(event: DragEvent): string[] {
  const text = event.dataTransfer?.getData(workflowsType) ?? '';
  return text === '' ? [] : (JSON.parse(text) as string[]);
}

/** A name that every file system takes, and that the DownloadURL's colons do not cut. */
export function fileStem(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase();
  return plain.slice(0, 80) || 'workflow';
}

function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
