import { toErrorData } from '@shared/errors/app-error';
import { extractFromPng } from '@shared/workflow/picture/png-picture';
import { extractFromSvg } from '@shared/workflow/picture/svg-picture';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';
import { showImported } from '../exchange/index';
import { libraryStore } from './library';
import { openWorkflow } from './open-workflow';

/** Cases are looked at one at a time. */
export async function takeDropped(
  files: readonly File[],
  onCase: (file: File) => Promise<void>,
): Promise<void> {
  const [first, ...others] = files.filter(({ name }) => /\.json$/i.test(name));
  const rest = files.filter(({ name }) => !/\.json$/i.test(name));
  if (rest.length > 0) await importDropped(rest);
  if (first) await onCase(first);
  if (others.length > 0) {
    showToast('One case is opened at a time', 'warning', {
      description: `Drop ${others.map(({ name }) => `“${name}”`).join(', ')} by itself.`,
    });
  }
}

const mostFiles = 20;
const largestFile = 20_000_000;

/**
 * Adds files that were dropped on the window. The page is sandboxed and learns no path: what it
 * gets is the text, and the copy in the library has no file.
 */
async function importDropped(files: readonly File[]): Promise<void> {
  if (files.length > mostFiles) {
    showToast(`Drop at most ${mostFiles} files at once`, 'warning', {
      description: `These were ${files.length}. Nothing was added.`,
    });
    return;
  }
  let added = 0;
  for (const file of files) {
    if (await importOne(file, files.length === 1)) added += 1;
  }
  if (added > 1) showToast(`Added ${added} workflows to the library`, 'success');
}

async function importOne(file: File, open: boolean): Promise<boolean> {
  const title = `“${file.name}” was not added`;
  if (!/\.(ya?ml|svg|png)$/i.test(file.name)) {
    showToast(title, 'warning', {
      description:
        'A workflow file ends in .stepwell.yaml (or .yaml, .yml), an exported picture in .svg or .png, a case in .stepwell-case.json.',
    });
    return false;
  }
  if (file.size > largestFile) {
    showToast(title, 'warning', { description: 'It is larger than 20 MB.' });
    return false;
  }
  try {
    const text = await textOf(file);
    if (text === null) {
      showToast(title, 'warning', {
        description:
          'It is a picture without a workflow in it. Those that Stepwell exports have one.',
      });
      return false;
    }
    const id = await libraryStore.create({ text });
    if (!open) return true;
    await openWorkflow(id);
    showImported(id, text);
    return true;
  } catch (error) {
    showErrorToast(toErrorData(error), title);
    return false;
  }
}

/** A workflow file's text, or the workflow in a picture; null when there is none in it. */
async function textOf(file: File): Promise<string | null> {
  if (/\.svg$/i.test(file.name)) return extractFromSvg(await file.text());
  if (!/\.png$/i.test(file.name)) return file.text();
  const bytes = extractFromPng(new Uint8Array(await file.arrayBuffer()));
  return bytes && new TextDecoder().decode(bytes);
}
