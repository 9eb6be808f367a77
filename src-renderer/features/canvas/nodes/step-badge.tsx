import {
  Check,
  CircleQuestionMark,
  CircleSlash2,
  Clock,
  Gauge,
  Hourglass,
  Layers,
  LoaderCircle,
  type LucideIcon,
  Radio,
  RotateCw,
  Square,
  TriangleAlert,
  UserRoundCheck,
  X,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from '../../../ui/class-names';
import { type BadgeState, type StepBadge, useMomentTime, type WaitKind } from '../../runs';
import { formatDuration } from '../../../ui/format-duration';
import css from './badge.module.css';

export const stateIcons: Readonly<Record<BadgeState, LucideIcon>> = {
  queued: Clock,
  running: LoaderCircle,
  waiting: Hourglass,
  interrupted: CircleQuestionMark,
  retrying: RotateCw,
  success: Check,
  reused: Layers,
  failed: X,
  skipped: CircleSlash2,
  cancelled: Square,
};

export const stateWords: Readonly<Record<BadgeState, string>> = {
  queued: 'queued',
  running: 'running',
  waiting: 'waiting',
  interrupted: 'needs a decision',
  retrying: 'retrying',
  success: 'succeeded',
  reused: 'from the run before',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

const waitIcons: Readonly<Record<WaitKind, LucideIcon>> = {
  time: Hourglass,
  event: Radio,
  approval: UserRoundCheck,
  turn: Gauge,
};

const waitLabels: Readonly<Record<WaitKind, string>> = {
  time: '',
  event: 'event',
  approval: 'approval',
  turn: 'turn',
};

export interface StepBadgeViewProps {
  readonly badge: StepBadge;
  /** Attempts its retry policy allows. */
  readonly attempts?: number | undefined;
}

/** State of the step's last run: icon, colour and words, so that colour is never the only cue. */
export function StepBadgeView({ badge, attempts }: StepBadgeViewProps) {
  const words = badgeText(badge, attempts);
  const Icon = badge.waits === undefined ? stateIcons[badge.state] : waitIcons[badge.waits];
  return (
    <span
      className={classNames(css.badge, css[badge.state])}
      role="img"
      aria-label={words}
      title={[badge.detail && !badge.waits ? `${words}: ${badge.detail}` : words, badge.stale]
        .filter(Boolean)
        .join('. ')}
    >
      <Icon size={11} strokeWidth={2.5} aria-hidden className={css.glyph} />
      <BadgeNumbers badge={badge} attempts={attempts} />
      {badge.stale !== undefined && <StaleMark />}
    </span>
  );
}

/** What it says is not what a run would give now; the badge's words say so too. */
export function StaleMark() {
  return <TriangleAlert size={11} strokeWidth={2.5} aria-hidden className={css.stale} />;
}

/** The same seen from far, where only an icon can be made out. The step's name has the words. */
export function FarBadge({
  badge,
}: {
  readonly badge: Pick<StepBadge, 'state' | 'waits' | 'stale'>;
}) {
  // There is room for one sign: what is no longer true matters more than that it went well.
  const stale =
    badge.stale !== undefined && (badge.state === 'success' || badge.state === 'reused');
  const shown = badge.waits === undefined ? stateIcons[badge.state] : waitIcons[badge.waits];
  const Icon = stale ? TriangleAlert : shown;
  const tone = stale ? css.stale : css[badge.state];
  return <Icon size={26} strokeWidth={3} aria-hidden className={classNames(css.far, tone)} />;
}

function BadgeNumbers({ badge, attempts }: StepBadgeViewProps) {
  if (badge.state === 'retrying') {
    const total = attempts === undefined ? '' : `/${attempts}`;
    return <span>{`${badge.attempt ?? 1}${total}`}</span>;
  }
  if (badge.state === 'interrupted') return <span>decide</span>;
  if (badge.waits !== undefined && waitLabels[badge.waits] !== '') {
    return <span>{waitLabels[badge.waits]}</span>;
  }
  return (
    <>
      {badge.state === 'running' && badge.since !== undefined && <Elapsed since={badge.since} />}
      {badge.duration !== undefined && <span>{formatDuration(badge.duration)}</span>}
      {(badge.count ?? 1) > 1 && <span className={css.count}>×{badge.count}</span>}
      {badge.cost !== undefined && (
        <span className={css.count}>{badge.cost === 'unknown' ? 'cost ?' : badge.cost}</span>
      )}
      {badge.gave !== undefined && badge.gaveMuch !== true && (
        <span className={css.gave} dir="auto">
          {badge.gave}
        </span>
      )}
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
  // At a moment that is past it had worked so long then.
  const moment = useMomentTime();
  const elapsed = Math.max(0, (moment ?? now) - since);
  // Steps that end at once would flash a number nobody can read.
  return elapsed < 400 ? null : <span>{formatDuration(elapsed)}</span>;
}

/** `failed 2 of 12 times, 1.2 s`: the badge in words. */
export function badgeText(badge: StepBadge, attempts?: number): string {
  const wait = badge.waits !== undefined && badge.detail ? ` ${badge.detail}` : '';
  const words = [`${stateWords[badge.state]}${wait}`];
  if (badge.state === 'retrying' && badge.attempt !== undefined) {
    words.push(`attempt ${badge.attempt}${attempts === undefined ? '' : ` of ${attempts}`}`);
  }
  if ((badge.count ?? 1) > 1) words.push(`${badge.count} times`);
  if ((badge.failed ?? 0) > 0 && (badge.count ?? 1) > 1) words.push(`${badge.failed} failed`);
  if (badge.duration !== undefined) words.push(formatDuration(badge.duration));
  if (badge.cost !== undefined) words.push(`cost ${badge.cost}`);
  if (badge.gave !== undefined) words.push(`gave ${badge.gave}`);
  if (badge.stale !== undefined) words.push('stale');
  return words.join(', ');
}
