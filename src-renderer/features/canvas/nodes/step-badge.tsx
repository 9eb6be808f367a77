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
import type { BadgeState, StepBadge } from '../run-view';
import { formatDuration } from '../model/format-duration';
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
}

/** State of the step's last run: icon, colour and words, so that colour is never the only cue. */
export function StepBadgeView({ badge }: StepBadgeViewProps) {
  const Icon = icons[badge.state];
  return (
    <span
      className={classNames(css.badge, css[badge.state])}
      role="img"
      aria-label={badgeText(badge)}
      title={badge.detail ? `${badgeText(badge)}: ${badge.detail}` : badgeText(badge)}
    >
      <Icon size={11} strokeWidth={2.5} aria-hidden className={css.glyph} />
      <BadgeNumbers badge={badge} />
    </span>
  );
}

function BadgeNumbers({ badge }: StepBadgeViewProps) {
  if (badge.state === 'retrying') {
    const total = badge.attempts === undefined ? '' : `/${badge.attempts}`;
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
export function badgeText(badge: StepBadge): string {
  const words = [stateWords[badge.state]];
  if (badge.state === 'retrying' && badge.attempt !== undefined) {
    words.push(`attempt ${badge.attempt}${badge.attempts ? ` of ${badge.attempts}` : ''}`);
  }
  if ((badge.count ?? 1) > 1) words.push(`${badge.count} times`);
  if ((badge.failed ?? 0) > 0 && (badge.count ?? 1) > 1) words.push(`${badge.failed} failed`);
  if (badge.duration !== undefined) words.push(formatDuration(badge.duration));
  return words.join(', ');
}
