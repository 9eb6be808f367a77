import { useEffect } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { useDocument } from '../document';
import { preloadMonaco } from '../editors';
import { EdgeInspector } from './selection/edge-inspector';
import { SelectionInspector } from './selection/selection-inspector';
import { StepInspector } from './step/step-inspector';
import { WorkflowInspector } from './workflow-settings/workflow-inspector';

export interface InspectorProps {
  /** Input, settings and output side by side. */
  readonly wide?: boolean;
}

/** The right panel: whatever is selected, and the workflow itself when nothing is. */
export function Inspector({ wide = false }: InspectorProps) {
  const open = useDocument((state) => state.status === 'open');
  const steps = useDocument((state) => state.selection.steps);
  const edges = useDocument((state) => state.selection.edges);
  const [step] = steps;
  const [edge] = edges;
  const editable = step !== undefined;
  // Whoever only looks at a workflow needs no editor: it takes tens of megabytes.
  useEffect(() => {
    if (editable) preloadMonaco();
  }, [editable]);
  if (!open) return <EmptyState compact title="No workflow is open" />;
  if (steps.length > 1) return <SelectionInspector ids={steps} />;
  if (step !== undefined) return <StepInspector key={step} id={step} wide={wide} />;
  if (edges.length > 1) return <SelectionInspector ids={steps} edges={edges} />;
  if (edge !== undefined) return <EdgeInspector key={edge} id={edge} />;
  return <WorkflowInspector />;
}
