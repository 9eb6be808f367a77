import type { Leave } from '@shared/runs/events';
import { leaveWords } from '../model/addable';
import css from './ports.module.css';

export interface EndMarkProps {
  readonly leaves: Leave;
}

/** A bullseye where other steps have their way out: nothing follows here. */
export function EndMark({ leaves }: EndMarkProps) {
  const words = leaveWords[leaves];
  return <span className={css.endMark} role="img" aria-label={words} title={words} />;
}
