// Numbers, times and states in words.

const DAY = { day: 'numeric', month: 'short' };
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

// The time zone of the site, once it is known: who looks from elsewhere sees the site's time.
let zone;
let clock;
let dayAndClock;
let date;
setZone();

export function setZone(name) {
  zone = name;
  clock = inZone(CLOCK);
  dayAndClock = inZone({ ...DAY, ...CLOCK });
  date = inZone({ year: 'numeric', ...DAY });
}

/** Writes times in the site's zone. */
export function inZone(parts) {
  return new Intl.DateTimeFormat(undefined, { ...parts, ...(parts.hour && { hourCycle: 'h23' }), timeZone: zone });
}

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

export const number = (people) => whole.format(Math.max(0, Math.round(people)));

export const unit = (people) => (Math.round(people) === 1 ? 'person' : 'people');

const isToday = (millis) => date.format(millis) === date.format(Date.now());

/** Hours, minutes and seconds; with the day, where it is another one. */
export const time = (millis) => (isToday(millis) ? clock : dayAndClock).format(millis);

export function span(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  const rest = minutes % 60 ? ` ${minutes % 60} min` : '';
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h${rest}`;
}

/** The line below a camera's name. */
export function stateWords(camera) {
  return camera.countedBy ? `${ownStateWords(camera)} · at ${camera.countedBy}` : ownStateWords(camera);
}

function ownStateWords(camera) {
  switch (camera.state) {
    case 'live':
      return camera.age < 1500 ? 'live' : `${span(camera.age)} ago`;
    case 'late':
      return `late: ${span(camera.age)} old`;
    case 'silent':
      return `no count for ${span(camera.age)}`;
    case 'away':
      return 'away';
    case 'lost':
      return 'node not reached';
    default:
      return 'waiting';
  }
}

/** What stands over the picture where there is no count: what, and since when. */
export function whyWords(camera) {
  const since = camera.countedAtMillis === undefined ? '' : `since ${time(camera.countedAtMillis)}`;
  switch (camera.state) {
    case 'silent':
      return [`No count ${since}`, camera.trouble ?? `Node ${camera.node} is connected; no picture of this camera comes.`];
    case 'away':
      return [camera.isNodeAway ? `Node ${camera.node} away` : 'Camera away', since ? `last count ${since.slice(6)}` : 'It was never counted.'];
    case 'lost':
      return ['Node not reached', since ? `last count ${since.slice(6)}` : ''];
    case 'waiting':
      return ['No count yet', camera.trouble ?? 'Waiting for the first one.'];
    default:
      return ['', ''];
  }
}

export function trendWords({ way, change }) {
  const people = Math.round(Math.abs(change ?? 0));
  switch (way) {
    case 'rising':
      return people ? `+${people} a minute` : 'rising';
    case 'falling':
      return people ? `−${people} a minute` : 'falling';
    default:
      return '';
  }
}

/** Hours and minutes; with the day, where it is another one. */
export function shortTime(millis) {
  return inZone({ hour: '2-digit', minute: '2-digit', ...(!isToday(millis) && DAY) }).format(millis);
}
