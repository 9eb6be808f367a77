import { useEffect } from 'react';
import { findStepDefinition } from '@shared/steps';
import { documentStore } from '../document';
import { canvasStore } from './canvas-store';
import { foldingStore, forgetFolding } from './folding-store';
import { flowStore, showSelection, showWorkflow } from './flow-store';

/** Keeps what is drawn in step with the open document. */
export function useDocumentFlow(): void {
  useEffect(() => {
    const state = documentStore.getState();
    showWorkflow(state.workflow, findStepDefinition);
    select(state.selection);
    const stop = documentStore.subscribe((next, before) => {
      if (next.id !== before.id) forget();
      if (next.workflow !== before.workflow) showWorkflow(next.workflow, findStepDefinition);
      if (next.selection !== before.selection || next.workflow !== before.workflow) {
        select(next.selection);
      }
    });
    const stopFolding = foldingStore.subscribe(() => {
      const { workflow, selection } = documentStore.getState();
      showWorkflow(workflow, findStepDefinition);
      select(selection);
    });
    return () => {
      stop();
      stopFolding();
      forget();
    };
  }, []);
}

function select(selection: ReturnType<typeof documentStore.getState>['selection']): void {
  showSelection(new Set(selection.steps), new Set(selection.edges));
}

/** Another document: nothing that was open or half done belongs to it. */
function forget(): void {
  forgetFolding();
  flowStore.setState({ nodes: [], edges: [], resting: [] });
  canvasStore.setState({
    palette: null,
    menu: null,
    renaming: null,
    renamingGroup: null,
    find: null,
    extracting: null,
    connecting: null,
    guides: [],
    ghosts: [],
    dropEdge: null,
    dropFrame: null,
  });
}
