import { toErrorData } from '@shared/errors/app-error';
import { ipc } from '../../../ipc/client';
import { showErrorToast } from '../../../ui/error-toast';
import { showToast } from '../../../ui/toast';
import { type Content, toBase64 } from './content';

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/x-icon': 'ico',
  'application/gzip': 'gz',
  'application/octet-stream': 'bin',
  'application/xhtml+xml': 'html',
};

/** Writes what a value holds into a file that the user chooses. */
export async function saveContent(content: Content, name: string): Promise<void> {
  try {
    const base64 =
      content.kind === 'html' ? toBase64(new TextEncoder().encode(content.text)) : content.base64;
    const saved = await ipc.documents.saveData({ suggestedName: fileName(content, name), base64 });
    if (saved) showToast('Saved', 'success', { description: saved.path });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The data was not saved');
  }
}

export function fileName({ type }: Pick<Content, 'type'>, name: string): string {
  const ending = endings[type] ?? /\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1] ?? 'bin';
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.${ending}`;
}
