import { toErrorData } from '@shared/errors/app-error';
import type { WorkflowId } from '@shared/lib/ids';
import { findStepDefinition } from '@shared/steps';
import { needsNothing, workflowNeeds, type WorkflowNeeds } from '@shared/workflow/needs';
import { parseWorkflow } from '@shared/workflow/parse-workflow';
import { createStore, useStore } from 'zustand';
import { ipc } from '../../ipc/client';
import { showErrorToast } from '../../ui/error-toast';
import { showToast } from '../../ui/toast';

// Workflows that leave and come: what goes with the file, and what whoever gets it must have.

export interface Exchange {
  readonly direction: 'export' | 'import';
  readonly id: WorkflowId;
  readonly name: string;
  readonly text: string;
  readonly needs: WorkflowNeeds;
}

interface ExchangeState {
  readonly exchange: Exchange | null;
}

const store = createStore<ExchangeState>()(() => ({ exchange: null }));

export function useExchange(): Exchange | null {
  return useStore(store, (state) => state.exchange);
}

export function closeExchange(): void {
  store.setState({ exchange: null });
}

/** Exports at once when the file is all there is; else first says what it leaves behind. */
export async function requestExport(id: WorkflowId, text: string): Promise<void> {
  const { workflow } = parseWorkflow(text);
  const needs = workflow && workflowNeeds(workflow, findStepDefinition);
  if (!workflow || !needs || needsNothing(needs)) return exportNow(id, text);
  store.setState({
    exchange: { direction: 'export', id, name: workflow.name, text, needs },
  });
}

/** Asks where to, and writes a copy there. */
export async function exportNow(id: WorkflowId, text: string): Promise<void> {
  try {
    const exported = await ipc.library.exportFile({ id, text });
    if (!exported) return;
    closeExchange();
    showToast('Exported a copy', 'success', { description: exported.path });
  } catch (error) {
    showErrorToast(toErrorData(error), 'The workflow was not exported');
  }
}

/** Shows what a workflow that has just come needs, if it needs anything. */
export function showImported(id: WorkflowId, text: string): void {
  const { workflow } = parseWorkflow(text);
  const needs = workflow && workflowNeeds(workflow, findStepDefinition);
  if (!workflow || !needs || needsNothing(needs)) return;
  store.setState({ exchange: { direction: 'import', id, name: workflow.name, text, needs } });
}
