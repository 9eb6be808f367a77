import type { RunId } from '@shared/lib/ids';
import { workbench } from '../../workbench/index';
import { timeStore } from '../time-store';

/** Puts another run beside the one on screen. */
export function compareWithShown(other: RunId): void {
  timeStore.setState({ other, view: 'compare' });
  workbench.showScreen('workflow');
  workbench.showPanel('timeline');
}
