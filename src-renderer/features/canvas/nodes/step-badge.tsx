import {
  CircleSlash2,
  Clock,
  Hourglass,
  type LucideIcon,
  Check,
  LoaderCircle,
  RotateCw,
  Square,
  X,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from '../../../ui/class-names';
import type { BadgeState, StepBadge } from '../../runs';
import { formatDuration } from '../../../ui/format-duration';
import css from './badge.module.css';

const icons: Readonly<Record<BadgeState, LucideIcon>> = {
  queued: Clock,
  running: LoaderCircle,
  waiting: Hourglass,
  retrying: RotateCw,
  success: Check,
  failed: X,
  skipped: CircleSlash2,
  cancelled: Square,
};

export const stateWords: Readonly<Record<BadgeState, string>> = {
  queued: 'queued',
  running: 'running',
  waiting: 'waiting',
  retrying: 'retrying',
  success: 'succeeded',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

export interface StepBadgeViewProps {
  readonly badge: StepBadge;
  /** Attempts its retry policy allows. */
  readonly attempts?: number | undefined;
}

/** State of the step's last run: icon, colour and words, so that colour is never the only cue. */
export function StepBadgeView({ badge, attempts }: StepBadgeViewProps) {
  const words = badgeText(badge, attempts);
  const Icon = icons[badge.state];
  return (
    <span
      className={classNames(css.badge, css[badge.state])}
      role="img"
      aria-label={words}
      title={badge.detail ? `${words}: ${badge.detail}` : words}
    >
      <Icon size={11} strokeWidth={2.5} aria-hidden className={css.glyph} />
      <BadgeNumbers badge={badge} attempts={attempts} />
    </span>
  );
}

function BadgeNumbers({ badge, attempts }: StepBadgeViewProps) {
  if (badge.state === 'retrying') {
    const total = attempts === undefined ? '' : `/${attempts}`;
    return <span>{`${badge.attempt ?? 1}${total}`}</span>;
  }
  return (
    <>
      {badge.state === 'running' && badge.since !== undefined && <Elapsed since={badge.since} />}
      {badge.duration !== undefined && <span>{formatDuration(badge.duration)}</span>}
      {(badge.count ?? 1) > 1 && <span className={css.count}>×{badge.count}</span>}
    </>
  );
}

/** Counts up while a step runs. Only running nodes have one, so few timers exist at once. */
function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const elapsed = Math.max(0, now - since);
  // Steps that end at once would flash a number nobody can read.
  return elapsed < 400 ? null : <span>{formatDuration(elapsed)}</span>;
}

/** `failed 2 of 12 times, 1.2 s`: the badge in words. */
export function badgeText(badge: StepBadge, attempts?: number): string {
  const words = [stateWords[badge.state]];
  if (badge.state === 'retrying' && badge.attempt !== undefined) {
    words.push(`attempt ${badge.attempt}${attempts === undefined ? '' : ` of ${attempts}`}`);
  }
  if ((badge.count ?? 1) > 1) words.push(`${badge.count} times`);
  if ((badge.failed ?? 0) > 0 && (badge.count ?? 1) > 1) words.push(`${badge.failed} failed`);
  if (badge.duration !== undefined) words.push(formatDuration(badge.duration));
  return words.join(', ');
}
