// Between a date and time as a workflow writes it and as the calendar of the system has it: local,
// without an offset.

const written =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** What the calendar begins with; empty where the text is no date. */
export function textToPicked(text: string): string {
  const [, day, time = '00:00'] = written.exec(text.trim()) ?? [];
  return day === undefined ? '' : `${day}T${time}`;
}

/** The date that was picked, with the offset that was there; null when nothing was. */
export function pickedToText(picked: string, before: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(picked)) return null;
  const offset = written.exec(before.trim())?.[3] ?? '';
  return `${picked.slice(0, 16)}:00${offset}`;
}
