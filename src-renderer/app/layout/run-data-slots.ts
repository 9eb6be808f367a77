import { RecordedValueItems } from '../../features/debugger/index';
import type { RunDataSlots } from '../../features/runs/index';
import { showOrigin, ValueActions, WhyButton } from '../../features/time/index';

/** What the debugger and time travel add to values and states, wherever they are shown. */
export const runDataSlots: RunDataSlots = {
  valueActions: ValueActions,
  whyButton: WhyButton,
  showOrigin,
  valueItems: RecordedValueItems,
};
