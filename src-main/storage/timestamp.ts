/** `20261121-142301`, in UTC: sorts by time and is legal in a file name everywhere. */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
}

/** The other way round: milliseconds of such a text, to the second. */
export function parseTimestamp(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
