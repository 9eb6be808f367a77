import type { BreakpointTarget } from '@shared/debug/breakpoints';
import { documentStore } from '../../document/index';
import { places } from '../session/places';
import { stepOfTarget } from './target';

/** Shows where a breakpoint is. */
export function revealTarget(target: BreakpointTarget): void {
  if (target.type === 'wire') {
    documentStore.select({ steps: [], edges: [target.edge] });
    places().showStep(target.edge.split('.')[0] ?? '');
    return;
  }
  const step = stepOfTarget(target);
  if (step === null) return;
  documentStore.select({ steps: [step], edges: [] });
  places().showStep(step);
  if (target.type === 'line') places().showCode(step, target.line);
}
