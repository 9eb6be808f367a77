import { useEffect, useState } from 'react';
import { formatExactTime, formatRelativeTime } from './format-relative-time';

export interface RelativeTimeProps {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly className?: string | undefined;
}

/** `4 min ago`, kept up to date; the exact time on hover. */
export function RelativeTime({ time, className }: RelativeTimeProps) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={formatExactTime(time)}
      className={className}
    >
      {formatRelativeTime(time, Math.max(now, time))}
    </time>
  );
}
