import { toErrorData } from '@shared/errors/app-error';
import { largestDroppedCase, type OpenedCase } from '@shared/ipc/cases';
import { scopeKey } from '@shared/runs/scope-path';
import { addressOf } from '@shared/debug/moment';
import { ipc } from '../../../ipc/client';
import { showErrorToast } from '../../../ui/error-toast';
import { showToast } from '../../../ui/toast';
import { watchStore } from '../../debugger/index';
import { documentStore } from '../../document/index';
import { openWorkflow } from '../../library/index';
import { runsStore } from '../../runs/index';
import { settingsStore } from '../../settings/index';
import { workbench } from '../../workbench/index';
import { jumpToStep } from '../jump-to-step';
import { jump, shownSeq } from '../seek';
import { timeStore } from '../time-store';

/** Writes the shown run, as it is looked at, into a file. */
export async function exportCase(): Promise<void> {
  const { shown, log } = runsStore.getState();
  if (shown === null) return;
  const seq = shownSeq();
  const selected = documentStore.getState().selection.steps.at(-1);
  const { step, path } = addressOf(log, seq);
  const focus = selected ?? step;
  await attempt('The case could not be exported', async () => {
    const written = await ipc.cases.export({
      runId: shown,
      cursor: { seq, scope: scopeKey(path), ...(focus !== null && { step: focus }) },
      watches: [...watchStore.getState().expressions],
      note: '',
    });
    if (written !== null) {
      showToast('Case exported', 'success', {
        description: `${written.path}. It holds the values of the run; secrets, environment values and folders are left out.`,
      });
    }
  });
}

/** Opens a case as it was left: the workflow, the run, the event. */
export async function openCase(): Promise<void> {
  await attempt('The case could not be opened', async () => {
    const opened = await ipc.cases.open({});
    if (opened !== null) await showCase(opened);
  });
}

/** The same for a file that was dropped on the window; one that is no case says so. */
export async function openDroppedCase(file: File): Promise<void> {
  await attempt(`“${file.name}” could not be opened`, async () => {
    if (file.size > largestDroppedCase) {
      showToast(`“${file.name}” is too large to be dropped`, 'warning', {
        description: 'Open it with “Open a case file…” from the File menu or the command palette.',
      });
      return;
    }
    await showCase(await ipc.cases.openText({ name: file.name, text: await file.text() }));
  });
}

async function showCase(opened: OpenedCase): Promise<void> {
  settingsStore.setView(`debugger.watch.${opened.workflowId}`, opened.watches);
  await openWorkflow(opened.workflowId);
  await runsStore.getState().show(opened.runId);
  timeStore.setState({ view: 'timeline' });
  workbench.showPanel('timeline');
  jump(opened.cursor.seq);
  const { log } = runsStore.getState();
  const { path } = addressOf(log, opened.cursor.seq);
  if (opened.cursor.step !== undefined) await jumpToStep(path, opened.cursor.step);
  if (opened.edited) {
    showToast('This case was edited after it was exported', 'warning', {
      description: 'What it shows need not be what the run did.',
      duration: Infinity,
    });
  } else {
    showToast('Case opened', 'success', {
      description: 'The run stands where it was left. Nothing was run.',
    });
  }
}

export async function exportReport(): Promise<void> {
  const { shown } = runsStore.getState();
  if (shown === null) return;
  await attempt('The report could not be written', async () => {
    const written = await ipc.cases.report({ runId: shown });
    if (written !== null) {
      showToast('Report exported', 'success', {
        description: `${written.path}. It holds the values of the run.`,
      });
    }
  });
}

async function attempt(title: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    showErrorToast(toErrorData(error), title);
  }
}
