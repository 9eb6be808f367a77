import { type BrowserWindow, dialog, shell } from 'electron';
import { caseFileSuffix } from '@shared/debug/case';
import type { FileDialogs } from '../services/service-ports';

const caseFilters = [
  { name: 'Stepwell case', extensions: ['stepwell-case.json', 'json'] },
  { name: 'All files', extensions: ['*'] },
];

const workflowFilters = [
  { name: 'Stepwell workflow', extensions: ['stepwell.yaml', 'yaml', 'yml'] },
  { name: 'Picture of a workflow', extensions: ['svg', 'png'] },
  { name: 'All files', extensions: ['*'] },
];

/** Native file choosers. */
export function createDialogs(window: () => BrowserWindow | undefined): FileDialogs {
  return {
    openWorkflow: () => open(window(), { title: 'Open a workflow file', filters: workflowFilters }),
    saveWorkflow: (suggestedName) =>
      save(window(), {
        title: 'Save the workflow file',
        defaultPath: `${fileName(suggestedName)}.stepwell.yaml`,
        filters: workflowFilters,
      }),
    savePicture: (suggestedName, format) =>
      save(window(), {
        title: 'Save the picture',
        defaultPath: `${fileName(suggestedName)}.${format}`,
        filters: [{ name: `${format.toUpperCase()} image`, extensions: [format] }],
      }),
    saveCase: (suggestedName) =>
      save(window(), {
        title: 'Export the run as a case',
        defaultPath: `${fileName(suggestedName)}${caseFileSuffix}`,
        filters: caseFilters,
      }),
    openCase: () => open(window(), { title: 'Open a case', filters: caseFilters }),
    saveReport: (suggestedName) =>
      save(window(), {
        title: 'Export a report of the run',
        defaultPath: `${fileName(suggestedName)}-run.html`,
        filters: [{ name: 'Web page', extensions: ['html'] }],
      }),
    choosePath: (purpose, title, suggestedName) =>
      purpose === 'open'
        ? open(window(), { title })
        : save(window(), { title, ...(suggestedName && { defaultPath: suggestedName }) }),
    showInFolder: (path) => shell.showItemInFolder(path),
  };
}

async function open(
  window: BrowserWindow | undefined,
  options: Electron.OpenDialogOptions,
): Promise<string | null> {
  const all: Electron.OpenDialogOptions = { ...options, properties: ['openFile'] };
  const answer = await (window ? dialog.showOpenDialog(window, all) : dialog.showOpenDialog(all));
  return answer.filePaths[0] ?? null;
}

async function save(
  window: BrowserWindow | undefined,
  options: Electron.SaveDialogOptions,
): Promise<string | null> {
  const answer = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return answer.filePath || null;
}

/** A workflow's name as a file name that every system takes. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
    .slice(0, 80);
  return plain || 'workflow';
}
