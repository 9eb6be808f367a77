import { useDocument } from '../../features/document/index';
import { type RunDataSlots, RunDataSlotsContext, StepDataPanel } from '../../features/runs/index';
import { showOrigin, ValueActions, WhyButton } from '../../features/time/index';

const slots: RunDataSlots = { valueActions: ValueActions, whyButton: WhyButton, showOrigin };

/** The values of the selected step in the shown run; the run's own when none is selected. */
export function DataPanel() {
  const step = useDocument((state) => state.selection.steps.at(-1) ?? null);
  return (
    <RunDataSlotsContext value={slots}>
      <StepDataPanel step={step} />
    </RunDataSlotsContext>
  );
}
