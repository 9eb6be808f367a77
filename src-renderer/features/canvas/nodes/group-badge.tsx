import type { GroupBadge } from '../../runs';
import { classNames } from '../../../ui/class-names';
import { formatDuration } from '../../../ui/format-duration';
import { StaleMark, stateIcons, stateWords } from './step-badge';
import css from './badge.module.css';

/** What matters most of the runs of a group's steps, and how many are over. */
export function GroupBadgeView({ badge }: { readonly badge: GroupBadge }) {
  const words = groupBadgeText(badge);
  const Icon = stateIcons[badge.state];
  return (
    <span
      className={classNames(css.badge, css[badge.state])}
      role="img"
      aria-label={words}
      title={[words, badge.stale].filter(Boolean).join('. ')}
    >
      <Icon size={11} strokeWidth={2.5} aria-hidden className={css.glyph} />
      {badge.duration === undefined ? (
        <span>{`${badge.ended}/${badge.total}`}</span>
      ) : (
        <span>{formatDuration(badge.duration)}</span>
      )}
      {badge.stale !== undefined && <StaleMark />}
    </span>
  );
}

/** `failed, 1 of 5 steps` or `running, 2 of 5 steps ended`. */
export function groupBadgeText(badge: GroupBadge): string {
  const { state, ended, total, failed, duration } = badge;
  const steps = (count: number): string => `${count} of ${total} steps`;
  return [
    stateWords[state],
    failed > 0 ? steps(failed) : undefined,
    duration === undefined ? `${steps(ended)} ended` : formatDuration(duration),
    badge.stale === undefined ? undefined : 'stale',
  ]
    .filter(Boolean)
    .join(', ');
}
