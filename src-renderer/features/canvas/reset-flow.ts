import { findStepDefinition } from '@shared/steps';
import { currentWorkflow, documentSelection } from './document-view';
import { flowStore, showSelection, showWorkflow } from './flow-store';

/** Draws what the document says, dropping whatever a gesture had moved. */
export function resetFlow(): void {
  const { nodes } = flowStore.getState();
  // A node that was dragged keeps the flag until told otherwise, and would stay where it is.
  flowStore.setState({
    nodes: nodes.map((node) => (node.dragging ? { ...node, dragging: false } : node)),
  });
  showWorkflow(currentWorkflow(), findStepDefinition);
  const selection = documentSelection();
  showSelection(new Set(selection.steps), new Set(selection.edges));
}
