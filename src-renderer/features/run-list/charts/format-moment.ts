const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `3 Nov, 14:05`. */
export function formatMoment(time: number): string {
  return format.format(time);
}
