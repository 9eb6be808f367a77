// Dates as people write them in settings: ISO 8601, with an offset of their own or in a time zone.

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether a name such as `Europe/Berlin` is a time zone that this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds since 1970 of `2027-01-31`, `2027-01-31T09:00` or `2027-01-31T09:00:00+01:00`;
 * undefined when the text is no date, e.g. the 30th of February. Without an offset of its own it is
 * meant in `zone`, or in this machine's time zone.
 */
export function parseDateTime(text: string, zone?: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  // A day that the month does not have would slip into the next one.
  const date = new Date(asUtc);
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = match[8];
  if (offset !== undefined) return withOffset(asUtc, offset);
  if (zone === undefined) {
    return new Date(year, month - 1, day, hour, minute, second, milliseconds).getTime();
  }
  return isTimeZone(zone) ? inZone(asUtc, zone) : undefined;
}

function withOffset(asUtc: number, offset: string): number | undefined {
  if (offset === 'Z') return asUtc;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  const distance = (hours * 60 + minutes) * 60_000;
  return offset.startsWith('+') ? asUtc - distance : asUtc + distance;
}

/**
 * The instant at which clocks in the zone show what `asUtc` shows in UTC. A time that clocks skip in
 * spring is the one they show instead; of a time that they show twice in autumn it is the first.
 */
function inZone(asUtc: number, zone: string): number {
  const day = 86_400_000;
  const before = asUtc - offsetAt(asUtc - day, zone);
  const after = asUtc - offsetAt(asUtc + day, zone);
  if (before + offsetAt(before, zone) === asUtc) return before;
  if (after + offsetAt(after, zone) === asUtc) return after;
  return before;
}

/** How far clocks in the zone are ahead of UTC at that instant. */
function offsetAt(time: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return shown - Math.floor(time / 1_000) * 1_000;
}
