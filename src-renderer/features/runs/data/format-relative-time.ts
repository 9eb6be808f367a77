/** `just now`, `4 min ago`, `3 h ago`, then the date. */
export function formatRelativeTime(time: number, now: number): string {
  const seconds = Math.max(0, (now - time) / 1_000);
  if (seconds < 45) return 'just now';
  if (seconds < 3_600) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < 86_400) return `${Math.round(seconds / 3_600)} h ago`;
  return new Date(time).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}
