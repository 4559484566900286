// Days of the site's own time zone; some have 23 hours, some 25.

const DAY = 86_400_000;
const formats = new Map();

function partsFormat(zone) {
  if (!formats.has(zone)) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' };
    formats.set(zone, new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone: zone }));
  }
  return formats.get(zone);
}

/** How far this zone's clock is ahead of UTC at that moment, in milliseconds. */
export function offset(millis, zone) {
  const at = Object.fromEntries(partsFormat(zone).formatToParts(millis).map((it) => [it.type, Number(it.value)]));
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second) - Math.floor(millis / 1000) * 1000;
}

/** The day there at that moment, as 2026-11-26. */
export const dayOf = (millis, zone) => new Date(millis + offset(millis, zone)).toISOString().slice(0, 10);

/** The moment at which that day begins there. */
export function beginOf(day, zone) {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  const first = asIfUtc - offset(asIfUtc, zone);
  return asIfUtc - offset(first, zone);
}

export const plusDays = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The Monday of that day's week. */
export const mondayOf = (day) => plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The moment a week later at which the clock there says the same. */
export function weekLater(millis, zone) {
  const later = millis + 7 * DAY;
  return later + offset(millis, zone) - offset(later, zone);
}

/** The moment a week earlier at which the clock there says the same. */
export function weekEarlier(millis, zone) {
  const earlier = millis - 7 * DAY;
  return earlier + offset(millis, zone) - offset(earlier, zone);
}

/** Every so many minutes of the clock there, from one moment to another that is less than a day later. */
export function minutesBetween(from, to, minutes, zone) {
  const ahead = offset(from, zone);
  const every = minutes * 60_000;
  const found = [];
  for (let at = Math.ceil((from + ahead) / every) * every - ahead; at <= to; at += every) {
    found.push(at);
  }
  return found;
}

/** Every so many hours of the clock there, from one moment to another. */
export function hoursBetween(from, to, hours, zone) {
  const found = [];
  for (let at = from; at <= to; at += 3_600_000) {
    const hour = Math.round(((at + offset(at, zone)) % DAY) / 3_600_000);
    if (hour % hours === 0) {
      found.push(at);
    }
  }
  return found;
}
