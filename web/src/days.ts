// When does a day begin in a zone? Days are written 2026-11-23.

const minute_ms = 60_000;

/** By how many minutes the zone's clock is ahead of UTC at that moment. */
export function offsetMinutes(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((shown - Math.floor(ms / 1000) * 1000) / minute_ms);
}

/** The first millisecond of the day, or of the one `later` days after it; null for what is no day. */
export function dayStart(day: string, zone: string, later = 0): number | null {
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(utc)) {
    return null;
  }
  const midnight = utc + later * 24 * 60 * minute_ms;
  const near = midnight - offsetMinutes(midnight, zone) * minute_ms;
  return midnight - offsetMinutes(near, zone) * minute_ms;
}
