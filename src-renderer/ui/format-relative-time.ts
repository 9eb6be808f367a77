const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `4 min ago`, `3 h ago`, `yesterday`, `5 days ago`, then the date. */
export function formatRelativeTime(time: number, now: number): string {
  const passed = now - time;
  if (passed < 45_000 && passed > -minute) return 'just now';
  if (passed < 0) return formatDate(time, now);
  if (passed < hour) return `${Math.max(1, Math.round(passed / minute))} min ago`;
  const days = calendarDays(time, now);
  if (days === 0 || passed < 6 * hour) return `${Math.max(1, Math.round(passed / hour))} h ago`;
  if (days === 1) return 'yesterday';
  if (days < 7) return `${days} days ago`;
  return formatDate(time, now);
}

/** `14:05:09` today, `3 Nov, 14:05:09` on other days, with the year in other years. */
export function formatMoment(time: number, now: number = Date.now()): string {
  const clock = clockFormat.format(time);
  return calendarDays(time, now) === 0 ? clock : `${formatDate(time, now)}, ${clock}`;
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** For the hover: everything, in the user's own way of writing it. */
export function formatExactTime(time: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' }).format(
    time,
  );
}

function formatDate(time: number, now: number): string {
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  }).format(time);
}

/** Midnights between the two, in local time. */
function calendarDays(time: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(time)) / day);
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
