import { MousePointerClick } from 'lucide-react';
import { useDocument } from '../../features/document/index';
import { StepDataPanel } from '../../features/runs/index';
import { EmptyState } from '../../ui/empty-state';

/** The values of the selected step in the shown run. */
export function DataPanel() {
  const step = useDocument((state) => state.selection.steps.at(-1));
  if (step === undefined) {
    return (
      <EmptyState
        compact
        icon={<MousePointerClick />}
        title="No step selected"
        description="Select a step to see what went into it and what came out in the shown run."
      />
    );
  }
  return <StepDataPanel step={step} />;
}
