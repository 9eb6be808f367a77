import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
  Square,
} from 'lucide-react';
import type { RunStatus, StepStatus } from '@shared/runs/events';
import { statusText } from './run-status';
import styles from './status-icon.module.css';

const icons: Readonly<Record<RunStatus | StepStatus, LucideIcon>> = {
  pending: CircleDashed,
  queued: Clock,
  running: LoaderCircle,
  paused: CirclePause,
  waiting: Hourglass,
  retrying: RotateCw,
  completed: CircleCheck,
  failed: CircleX,
  skipped: Ban,
  cancelled: Square,
  interrupted: CircleAlert,
};

export interface StatusIconProps {
  readonly status: RunStatus | StepStatus;
  readonly size?: number;
}

/** A state as shape and colour, with its name for those who see neither. */
export function StatusIcon({ status, size = 14 }: StatusIconProps) {
  const Icon = icons[status];
  return (
    <Icon
      size={size}
      className={styles.icon}
      data-status={status}
      role="img"
      aria-label={statusText[status]}
    />
  );
}
