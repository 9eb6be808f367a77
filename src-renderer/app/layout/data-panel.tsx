import { useDocument } from '../../features/document/index';
import { StepDataPanel } from '../../features/runs/index';

/** The values of the selected step in the shown run; the run's own when none is selected. */
export function DataPanel() {
  const step = useDocument((state) => state.selection.steps.at(-1) ?? null);
  return <StepDataPanel step={step} />;
}
