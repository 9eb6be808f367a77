import type { RunDataSlots } from '../../features/runs/index';
import { showOrigin, ValueActions, WhyButton } from '../../features/time/index';

/** What time travel adds to values and states, wherever they are shown. */
export const runDataSlots: RunDataSlots = {
  valueActions: ValueActions,
  whyButton: WhyButton,
  showOrigin,
};
