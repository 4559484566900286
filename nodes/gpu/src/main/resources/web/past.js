// What was counted before, asked of the node and put in order for charts and tables.
import { call } from './call.js';
import { beginOf, dayOf, mondayOf, plusDays, weekEarlier, weekLater } from './site-time.js';

const HOUR = 3_600;
const MINUTE = 60;
const FIVE_MINUTES = 300;
const WEEKS = 8;
const MONTH = 30;

/** A moment as addresses have it, without fractions of a second. */
export const iso = (millis) => new Date(millis).toISOString().replace('.000', '');

// The shortest part of a day or week that is looked at.
const SHORTEST = 300_000;

// Rows of seconds are kept for a day; of what is older there are minutes.
const SECONDS_KEPT = 23 * HOUR * 1000;
const STEPS = [1, 5, 10, MINUTE, FIVE_MINUTES, HOUR];
const MOST_POINTS = 720;

/**
 * What a page looks at: a day or a week of one series, or a part of it.
 *
 * @param part `from` and `to` in milliseconds; null: all of it
 */
export function spanOf(kind, day, zone, part) {
  const whole = wholeOf(kind, day, zone);
  if (!part) {
    return whole;
  }
  const { from, to } = part;
  const least = from > Date.now() - SECONDS_KEPT ? 1 : MINUTE;
  const step = stepOf(part, least);
  return { ...whole, from, to, step, isPart: true, before: [weekEarlier(from, zone), weekEarlier(to, zone)] };
}

const stepOf = ({ from, to }, least) => STEPS.find((it) => it >= least && (to - from) / 1000 / it <= MOST_POINTS) ?? HOUR;

/** What was chosen of a curve, from where points begin and not shorter than can be read. */
export function partOf(from, to) {
  const every = stepOf({ from, to }, MINUTE) * 1000;
  const middle = (from + to) / 2;
  const half = Math.max(to - from, SHORTEST) / 2;
  return { from: Math.floor((middle - half) / every) * every, to: Math.ceil((middle + half) / every) * every };
}

function wholeOf(kind, day, zone) {
  const first = kind === 'week' ? mondayOf(day) : day;
  const days = kind === 'week' ? 7 : 1;
  const begin = (it) => beginOf(it, zone);
  return {
    kind,
    first,
    days,
    zone,
    from: begin(first),
    to: begin(plusDays(first, days)),
    before: [begin(plusDays(first, -7)), begin(plusDays(first, days - 7))],
    step: kind === 'week' ? HOUR : FIVE_MINUTES,
    isPart: false,
  };
}

const ask = (what, query, signal) => call('GET', `history${what}?${new URLSearchParams(query)}`, { signal });

/** Every series, and the nodes that did not answer. */
export async function seriesKept(signal) {
  const { body } = await ask('/series', {}, signal);
  return { kept: body.series, missing: body.missing ?? [] };
}

/** What is to be said where nodes did not answer; '' where all did. */
export const withoutNodes = (missing) =>
  missing.length ? `${missing.join(', ')} did not answer: what was counted there is not in here.` : '';

export const groupsMade = async (signal) => (await call('GET', 'groups', { signal })).body.groups;

const GROUP = 'group:';

export const isGroup = (subject) => subject.startsWith(GROUP);

export const groupSubject = (name) => GROUP + name;

/** A camera, a zone or a group, as the node is asked for it. */
const named = (subject) => (isGroup(subject) ? { group: subject.slice(GROUP.length) } : { series: subject });

/** The points of a span and of the week before, on one time axis. */
export async function pointsOf(subject, span, isCompared, signal) {
  const query = (from, to, step) => ({ ...named(subject), from: iso(from), to: iso(to), step, tz: span.zone });
  const [now, before] = await Promise.all([
    ask('', query(span.from, span.to, span.step), signal),
    isCompared ? ask('', query(...span.before, stepBefore(span)), signal) : null,
  ]);
  // Where this node keeps seconds for a shorter time there are minutes all the same.
  if (span.step < MINUTE && !now.body.points.length) {
    return pointsOf(subject, { ...span, step: MINUTE }, isCompared, signal);
  }
  return { ...onAxis(span, present(now), before ? present(before) : []), step: span.step, cameras: now.body.cameras?.length, missing: now.body.missing ?? [] };
}

// Seconds of a week ago are kept no more.
const stepBefore = (span) => Math.max(MINUTE, span.step);

// Counts of the past are those of the network; the factor that was in force corrects them.
const present = (answer) =>
  answer.body.points
    .filter((it) => it !== null)
    .map((it) => ({ ...it, isPart: it.cameras !== undefined && it.cameras < answer.body.cameras.length, mean: it.mean * it.factor, min: it.min * it.factor, max: it.max * it.factor }));

function onAxis(span, points, before) {
  const length = Math.round((span.to - span.from) / 1000 / span.step);
  const from = span.from / 1000;
  const empty = () => new Array(length).fill(null);
  const axis = { x: Array.from({ length }, (_, i) => from + i * span.step), mean: empty(), part: empty(), min: empty(), max: empty(), before: empty() };
  const at = (second) => Math.floor((second - from) / span.step);
  for (const point of points) {
    const i = at(point.at);
    if (i >= 0 && i < length) {
      axis.mean[i] = point.mean;
      axis.part[i] = point.isPart ? point.mean : null;
      axis.min[i] = point.min;
      axis.max[i] = point.max;
    }
  }
  for (const point of before) {
    const first = at(weekLater(point.at * 1000, span.zone) / 1000);
    const last = first + Math.ceil(stepBefore(span) / span.step);
    axis.before.fill(point.mean, Math.max(0, first), Math.max(0, last));
  }
  return { ...axis, points, isCorrected: points.some((it) => it.factor !== 1) };
}

/** The mean over points, each by how long it was counted; null: nothing was. Sums that lack a camera do not count. */
export function meanOf(points) {
  const covered = points.reduce((sum, it) => sum + it.coveredSeconds, 0);
  return covered ? points.reduce((sum, it) => sum + it.mean * it.coveredSeconds, 0) / covered : null;
}

/** How this week's hours are to those of the week before that have a count too: 1.1 is a tenth more. */
export async function ratioToWeekBefore(subject, span, signal) {
  const { body } = await ask('/compared', { ...named(subject), monday: span.first, tz: span.zone }, signal);
  const weekday = (new Date(`${span.first}T00:00:00Z`).getUTCDay() + 6) % 7 + 1;
  const both = body.hours.filter(
    (it) => it.mean !== undefined && it.before !== undefined && (span.kind === 'week' || it.day === weekday),
  );
  const before = both.reduce((sum, it) => sum + it.before, 0);
  return before > 0 ? both.reduce((sum, it) => sum + it.mean, 0) / before : null;
}

/** The hours of the week, in the mean of the last weeks. */
export async function weekOf(subject, zone, signal) {
  const to = Date.now();
  const from = beginOf(plusDays(dayOf(to, zone), -7 * WEEKS), zone);
  const { body } = await ask('/week', { ...named(subject), from: iso(from), to: iso(to), tz: zone }, signal);
  return { weeks: WEEKS, hours: body.hours };
}

/** The last 30 days: each day's peak, and what 1, 7 and 30 days come to. */
export async function monthOf(subject, zone, signal) {
  const to = Date.now();
  const from = beginOf(plusDays(dayOf(to, zone), 1 - MONTH), zone);
  const query = { ...named(subject), from: iso(from), to: iso(to), tz: zone };
  const [peaks, points] = await Promise.all([
    ask('/peaks', query, signal),
    ask('', { ...query, step: HOUR }, signal),
  ]);
  const hours = present(points);
  const tallies = [1, 7, MONTH].map((days) => {
    const since = beginOf(plusDays(dayOf(to, zone), 1 - days), zone) / 1000;
    const within = hours.filter((it) => it.at >= since);
    const best = peaks.body.peaks
      .filter((it) => it.daySecond >= since)
      .reduce((most, it) => (most && most.people >= it.people ? most : it), null);
    return { days, mean: meanOf(within), peak: best, seconds: within.reduce((sum, it) => sum + it.coveredSeconds, 0) };
  });
  return { isGroup: isGroup(subject), peaks: peaks.body.peaks, tallies };
}

/** For how long minutes are kept, in milliseconds. */
export async function minutesKept(signal) {
  const { history } = (await call('GET', 'stored', { signal })).body;
  return 1000 * (history?.minutesFor ?? 0);
}

/**
 * The address of a span's rows as a file: minutes, or hours where minutes are no longer kept.
 *
 * @param minutesFor for how long they are, in milliseconds
 */
export function csvOf(subject, { from, to }, minutesFor) {
  const step = from < Date.now() - minutesFor ? HOUR : MINUTE;
  const row = step * 1000;
  // One that began before the span belongs to it in part.
  const first = Math.floor(from / row) * row;
  return `/api/v1/history.csv?${new URLSearchParams({ ...named(subject), from: iso(first), to: iso(to), step })}`;
}

export const erase = (camera) => call('DELETE', `history/${camera}?${new URLSearchParams({ confirm: camera })}`);
